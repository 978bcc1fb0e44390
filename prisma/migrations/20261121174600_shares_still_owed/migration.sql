-- What a seller is owed and has not been transferred: a few shares of however many it ever had. A seller's page reads them.
CREATE INDEX "settlement_share_owed" ON "settlement_share" ("entity_id", "livemode", "seller_id", "currency")
  INCLUDE ("owed_minor", "transferred_minor") WHERE "owed_minor" > "transferred_minor";
