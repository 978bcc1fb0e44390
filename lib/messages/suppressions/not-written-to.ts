/** SQL: message `m` is a mail to an address that bounced, or of a kind that its reader unsubscribed from. */
export const NOT_WRITTEN_TO = `(starts_with(m.kind, 'mail.') AND EXISTS (
  SELECT FROM mail_suppression s
   WHERE s.entity_id = m.entity_id AND s.livemode = m.livemode AND s.address = lower(m.recipient) AND s.lifted_at IS NULL
     AND (s.reason = 'bounced' OR s.category = m.category)))`
