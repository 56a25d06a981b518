-- For the scripts beside it, which run in this folder: lines of files, and the outcome as a line for the bench to read.

local load = {}
local threads = 0

function load.lines(path)
    local lines = {}
    for line in io.lines(path) do
        lines[#lines + 1] = line
    end
    return lines
end

-- Each thread draws in an order of its own, the same in every run with the same seed.
function load.seed(round)
    math.randomseed(tonumber(round) * 1000 + number)
    for _ = 1, 10 do
        math.random()
    end
end

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "outcome requests=%d microseconds=%d bytes=%d p50=%d p99=%d refused=%d broken=%d\n",
        summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

return load
