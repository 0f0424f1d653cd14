-- Sends the requests of many readers. Arguments: files with one path, one session and one
-- browser a line, the host, the share of requests that carry a session, one more header or
-- nothing, whether all come from one IP address, and whether each URL is requested once. With forms
-- in the last file but one, these are sent: a path, a tab and a body a line, as `inside/forms.py`
-- writes it; the last file has the sentences that they say.
--
-- Every request comes from an IP address of its own, as through the proxy before the site, so that
-- almost every article page is a view to count. The same is sent to the floors.

local threads = {}
local paths, sessions, browsers, forms, sentences, host, share, header, one_address, once
local form_headers, number_of_request
redirected = 0 -- of this thread

function setup(thread)
  threads[#threads + 1] = thread
  thread:set("number", #threads)
end

local function lines(name)
  local all = {}
  for line in io.lines(name) do all[#all + 1] = line end
  return all
end

function init(arguments)
  paths, sessions, browsers = lines(arguments[1]), lines(arguments[2]), lines(arguments[3])
  for place, headers in ipairs(browsers) do browsers[place] = headers:gsub("|", "\r\n") end
  forms = lines(arguments[4])
  for place, form in ipairs(forms) do
    local path, body = form:match("^(%S+)\t(.*)$")
    forms[place] = {path = path, body = body:gsub("\\r\\n", "\r\n")}
  end
  if #forms > 0 then response = count_redirects end
  sentences = lines(arguments[5])
  host, share = arguments[6], tonumber(arguments[7])
  header = arguments[8] ~= "" and arguments[8] .. "\r\n" or ""
  one_address, once = arguments[9] == "1", arguments[10] == "1"
  form_headers = arguments[11]:gsub("|", "\r\n")
  -- A number for each request, which no thread of this load or of an earlier one has had.
  number_of_request = os.time() * 1e6 + number * 1e5
  math.randomseed(os.time() * 16 + number)
end

function count_redirects(status)
  if status == 302 then redirected = redirected + 1 end
end

local function ip_address()
  if one_address then return "9.9.9.9" end
  local random = math.random
  return random(1, 223) .. "." .. random(0, 255) .. "." .. random(0, 255) .. "." .. random(0, 255)
end

local function path_of_page()
  local path = paths[math.random(#paths)]
  if not once then return path end
  number_of_request = number_of_request + 1
  -- A parameter that the site ignores.
  local joint = path:find("?", 1, true) and "&" or "?"
  return string.format("%s%svisit=%d", path, joint, number_of_request)
end

local function key()
  return (("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"):gsub("x", function()
    return string.format("%x", math.random(0, 15))
  end))
end

local function filled_in(form)
  number_of_request = number_of_request + 1
  local body = form.body:gsub("{key}", key()):gsub("{number}", ("%d"):format(number_of_request))
  return (body:gsub("{sentence}", function() return sentences[math.random(#sentences)] end))
end

local function common_headers(cookies)
  return " HTTP/1.1\r\nHost: " .. host .. "\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: "
    .. ip_address() .. "\r\n" .. browsers[math.random(#browsers)] .. "\r\n" .. header .. cookies
end

function request()
  local cookie = ""
  if math.random() < share then cookie = "sessionid=" .. sessions[math.random(#sessions)] end
  if #forms == 0 then
    local cookies = cookie ~= "" and "Cookie: " .. cookie .. "\r\n" or ""
    return "GET " .. path_of_page() .. common_headers(cookies) .. "\r\n"
  end
  local form = forms[math.random(#forms)]
  local body = filled_in(form)
  return "POST " .. form.path .. common_headers("Cookie: " .. cookie .. "; " .. form_headers)
    .. "\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local errors, all_redirected = summary.errors, 0
  for _, thread in ipairs(threads) do
    all_redirected = all_redirected + thread:get("redirected")
  end
  io.write(string.format(
    '\nFIGURES {"requests": %d, "rps": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "p99_ms": %.3f,'
      .. ' "refused": %d, "broken": %d, "redirected": %d}\n',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, all_redirected
  ))
end
