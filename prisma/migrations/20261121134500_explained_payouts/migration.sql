-- Why less was paid out than was there: a seller's explained payout names the classes and amounts of its own account's tie-out.
GRANT SELECT ("remainders") ON "payout_tie_out" TO tieout_seller;
