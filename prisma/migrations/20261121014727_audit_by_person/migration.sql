-- What one person did lately is asked at every decision; lines of the system do not swell the index.
CREATE INDEX "audit_record_person" ON "audit_record" ("entity_id", "livemode", "actor_id", "at" DESC) WHERE "actor_kind" = 'person';
