import { document } from './page.ts'

/** The sandbox's own screen at `/_sandbox`: everything on it is one of the control calls. */
export const controlPage = (): string =>
  document(
    'Stripe sandbox',
    `<h1>Stripe sandbox</h1>
<p class="note">Stands in for Stripe while nobody needs a real account. Nothing here exists in production.</p>
<div role="status" id="said"></div>
<h2>Time</h2>
<div class="row"><span id="clock"></span></div>
<div class="row">${[
      ['1 hour', 3_600],
      ['1 day', 86_400],
      ['1 week', 604_800],
      ['30 days', 2_592_000],
    ]
      .map(([label, seconds]) => `<button data-advance="${seconds}">Forward ${label}</button>`)
      .join('')}</div>
<div class="row">${['cancel', 'unpaid', 'past_due'].map((resort) => `<button data-resort="${resort}">After the last attempt to collect: ${resort.replace('_', ' ')}</button>`).join('')}</div>
<h2>History</h2>
<form class="row" id="reset">
  <label>Seed <input name="seed" type="number" min="0" required></label>
  <label>Ends on <input name="end" type="date"></label>
  <label>Scale <select name="scale"><option>empty</option><option>small</option><option>demo</option><option>large</option></select></label>
  <button>Write a new history</button>
</form>
<h2>Faults</h2>
<form class="row" id="faults">
  ${['duplicate', 'reorder', 'delay', 'same_second', 'drop', 'bad_signature', 'stale', 'rolled_secret', 'old_version']
    .map(
      (name) =>
        `<label>Webhooks ${name.replace('_', ' ')}, % <input name="${name}" type="number" min="0" max="100" value="0"></label>`,
    )
    .join('')}
  <label>API fault <select name="kind"><option value="">none</option>${[
    '429',
    'lock_timeout',
    '409',
    '500_before',
    '500_after',
    '503',
    'reset_before',
    'reset_after',
    'slow',
    'truncated',
  ]
    .map((kind) => `<option>${kind}</option>`)
    .join('')}</select></label>
  <label>at path <input name="path" value="/v1/transfers"></label>
  <label>times <input name="count" type="number" min="1" value="1"></label>
  <button>Switch</button><button type="reset" id="calm">Everything works again</button>
</form>
<h2>Events and their deliveries</h2>
<div class="row"><button id="deliver">Deliver what waits now</button></div>
<div class="scroll"><table><thead><tr><th>Event</th><th>Type</th><th>Account</th><th>State</th><th>Attempts</th><th>Last answer</th><th></th></tr></thead><tbody id="deliveries"></tbody></table></div>
<h2>Requests</h2>
<div class="scroll"><table><thead><tr><th>At</th><th>Call</th><th>Account</th><th>Status</th><th>Fault</th><th>Request</th><th>ms</th></tr></thead><tbody id="requests"></tbody></table></div>
<h2>Files</h2>
<ul id="files"></ul>
<script>${SCRIPT}</script>`,
  )

/** Plain script of the page: text goes in by textContent alone, so nothing that was stored is ever markup. */
const SCRIPT = `
const $ = (id) => document.getElementById(id)
const say = (text) => { $('said').textContent = text }
const call = async (path, body) => {
  const answer = await fetch('/_sandbox/' + path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
  const told = await answer.json()
  if (!answer.ok) { say(told.error.message); throw new Error(told.error.message) }
  return told
}
const row = (cells, button) => {
  const line = document.createElement('tr')
  for (const cell of cells) { const td = document.createElement('td'); td.textContent = cell ?? ''; line.append(td) }
  if (button) { const td = document.createElement('td'); td.append(button); line.append(td) }
  return line
}
const at = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
async function refresh() {
  const [clock, { deliveries }, { requests }, { files }] = await Promise.all(
    [call('clock'), call('deliveries?limit=25'), call('requests?limit=40'), call('files')])
  $('clock').textContent = at(clock.now) + ' UTC · seed ' + clock.seed + ' · ' + clock.scale + (clock.frozen ? ' · stands still' : '')
  const form = $('reset')
  if (form.elements.seed.value === '') { form.elements.seed.value = clock.seed; form.elements.scale.value = clock.scale; form.elements.end.value = at(clock.end).slice(0, 10) }
  $('deliveries').replaceChildren(...deliveries.map((one) => {
    const again = document.createElement('button'); again.textContent = 'Send again'
    again.onclick = async () => { await call('resend', { event: one.event }); say(one.event + ' is sent again.'); refresh() }
    return row([one.event, one.type, one.account, one.state + (one.flaw ? ' · ' + one.flaw : ''), one.attempts, one.last_status ?? one.last_error], again)
  }))
  $('requests').replaceChildren(...requests.filter((one) => !one.path.startsWith('/_sandbox')).map((one) =>
    row([at(one.at), one.method + ' ' + one.path, one.account, one.status, one.fault, one.request_id, one.duration_ms])))
  $('files').replaceChildren(...files.map((file) => {
    const item = document.createElement('li'); const link = document.createElement('a')
    link.href = file.url; link.textContent = file.name + ' (' + file.bytes + ' bytes)'; item.append(link); return item
  }))
}
for (const button of document.querySelectorAll('[data-advance]')) button.onclick = async () => {
  say('Time moves…'); const clock = await call('clock', { advance_seconds: Number(button.dataset.advance) })
  say('It is ' + at(clock.now) + ' UTC now.'); refresh()
}
for (const button of document.querySelectorAll('[data-resort]')) button.onclick = async () => {
  const set = await call('dunning', { last_resort: button.dataset.resort }); say('Subscriptions that cannot be collected end as: ' + set.last_resort)
}
$('reset').onsubmit = async (event) => {
  event.preventDefault(); const form = Object.fromEntries(new FormData(event.target))
  if (!confirm('Write a new history? The one there is is gone then.')) return
  say('Writing…'); await call('reset', { seed: Number(form.seed), scale: form.scale, ...(form.end && { end: form.end }) })
  say('The new history is written.'); refresh()
}
$('faults').onsubmit = async (event) => {
  event.preventDefault(); const { kind, path, count, ...shares } = Object.fromEntries(new FormData(event.target))
  const webhooks = Object.fromEntries(Object.entries(shares).map(([name, percent]) => [name, Number(percent) / 100]))
  await call('faults', { webhooks, rules: kind ? [{ kind, match: { path }, count: Number(count) }] : [] })
  say('The plan is in force.')
}
$('calm').onclick = async () => { await call('faults', {}); say('Everything works again.') }
$('deliver').onclick = async () => { const done = await call('deliver', {}); say(done.delivered + ' delivered, ' + done.waiting + ' waiting.'); refresh() }
refresh(); setInterval(refresh, 5000)
`
