-- wrk -s get.lua URL -- ROUND TOKENS PATH: the path again and again, each time by one of the tokens' owners.

local load = require("load")
local requests = {}

function init(args)
    load.seed(args[1])
    for _, token in ipairs(load.lines(args[2])) do
        requests[#requests + 1] = wrk.format("GET", args[3], { ["Authorization"] = "Bearer " .. token })
    end
end

function request()
    return requests[math.random(#requests)]
end
