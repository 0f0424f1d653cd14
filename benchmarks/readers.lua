-- Sends so many readers, none of them twice, and then requests nothing that counts.
-- Arguments: a file with one path a line, the host, and how many readers each thread sends.

local threads = {}
local paths, host, readers
local is_first = true
sent = 0

function setup(thread)
  threads[#threads + 1] = thread
  thread:set("number", #threads)
end

function init(arguments)
  paths = {}
  for line in io.lines(arguments[1]) do paths[#paths + 1] = line end
  host, readers = arguments[2], tonumber(arguments[3])
end

function request()
  local path, ip_address = "/healthz", "9.9.9.9"
  -- wrk lets the first thread make one request that it never sends.
  local is_trial = is_first and number == 1
  is_first = false
  if sent < readers and not is_trial then
    path = paths[sent % #paths + 1]
    ip_address = number .. "." .. math.floor(sent / 65536) .. "." .. math.floor(sent / 256) % 256
      .. "." .. sent % 256
    sent = sent + 1
  end
  return "GET " .. path .. " HTTP/1.1\r\nHost: " .. host
    .. "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: " .. ip_address
    .. "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    .. "\r\nAccept: text/html\r\nAccept-Language: ko\r\n\r\n"
end

function done(summary)
  local all, errors = 0, summary.errors
  for _, thread in ipairs(threads) do all = all + thread:get("sent") end
  io.write(string.format('\nFIGURES {"sent": %d, "failed": %d}\n', all,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
