-- Sends the requests of many readers. Arguments: files with one path, one session and one
-- browser a line, the host, the share of requests that carry a session, one more header or
-- nothing, and whether all come from one IP address.
--
-- Every request comes from an IP address of its own, as through the proxy before the site, so that
-- almost every article page is a view to count. The same is sent to the floors.

local threads = 0
local paths, sessions, browsers, host, share, header, one_address

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

local function lines(name)
  local all = {}
  for line in io.lines(name) do all[#all + 1] = line end
  return all
end

function init(arguments)
  paths, sessions, browsers = lines(arguments[1]), lines(arguments[2]), lines(arguments[3])
  for place, headers in ipairs(browsers) do browsers[place] = headers:gsub("|", "\r\n") end
  host, share = arguments[4], tonumber(arguments[5])
  header = arguments[6] ~= "" and arguments[6] .. "\r\n" or ""
  one_address = arguments[7] == "1"
  math.randomseed(os.time() * 16 + number)
end

local function ip_address()
  if one_address then return "9.9.9.9" end
  local random = math.random
  return random(1, 223) .. "." .. random(0, 255) .. "." .. random(0, 255) .. "." .. random(0, 255)
end

function request()
  local random = math.random
  local cookie = ""
  if random() < share then
    cookie = "Cookie: sessionid=" .. sessions[random(#sessions)] .. "\r\n"
  end
  return "GET " .. paths[random(#paths)] .. " HTTP/1.1\r\nHost: " .. host
    .. "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: "
    .. ip_address() .. "\r\n" .. browsers[random(#browsers)] .. "\r\n" .. header .. cookie .. "\r\n"
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nFIGURES {"requests": %d, "rps": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "p99_ms": %.3f,'
      .. ' "refused": %d, "broken": %d}\n',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
