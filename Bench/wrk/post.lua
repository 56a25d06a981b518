-- wrk -s post.lua URL -- ROUND TOKENS BEFORE IDS AFTER: posts nothing to the path of one of the ids, each time by one
-- of the tokens' owners.

local load = require("load")
local tails = {}
local ids

function init(args)
    load.seed(args[1])
    for _, token in ipairs(load.lines(args[2])) do
        -- "POST / HTTP/1.1 ..." without its method and path.
        local whole = wrk.format("POST", "/", { ["Authorization"] = "Bearer " .. token, ["Content-Length"] = "0" })
        tails[#tails + 1] = args[5] .. whole:sub(#"POST /" + 1)
    end
    ids = load.lines(args[4])
    before = "POST " .. args[3]
end

function request()
    return before .. ids[math.random(#ids)] .. tails[math.random(#tails)]
end
