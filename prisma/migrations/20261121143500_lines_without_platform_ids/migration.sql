-- What a seller reads of its sales holds neither the platform's ids (the charge a line came of, proposals) nor how it was worked out.
REVOKE SELECT ON "settlement_line", "settlement_share" FROM tieout_seller;
GRANT SELECT ("settlement_id", "version", "line_no", "entity_id", "kind", "description", "seller_id", "category", "line_type", "gross_minor",
  "tax_minor", "commission_minor", "seller_fee_minor", "seller_minor", "promotion_minor", "seller_tax_minor", "tier_label", "on_refund",
  "application_fee_minor", "fx_minor", "earned_from", "earned_until", "rule_id") ON "settlement_line" TO tieout_seller;
GRANT SELECT ("settlement_id", "seller_id", "entity_id", "livemode", "currency", "owed_minor", "transferred_minor", "volume_minor", "state", "reason",
  "held_minor", "next_due_on", "carry_minor", "carry_since") ON "settlement_share" TO tieout_seller;
