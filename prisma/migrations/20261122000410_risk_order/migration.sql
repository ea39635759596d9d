-- The default order of every list of unpaid orders: larger amounts first in coarse bands, and within a band whatever becomes worse soonest, so
-- that 200.00 with three hours left stands before 20.00 with one. It stands here because the index below walks in it.

-- Thousandths of roughly one dollar: an amount in thousandths of its unit, by how many units are worth about a dollar, to the power of ten.
-- It ranks rows and is never shown: amounts of different currencies are not added or converted.
CREATE FUNCTION paydesk_rough_worth(amount_minor bigint, currency bpchar) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT amount_minor
    * CASE
        WHEN currency IN ('BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','VND','VUV','XAF','XOF','XPF') THEN 1000
        WHEN currency IN ('BHD','IQD','JOD','KWD','LYD','OMR','TND') THEN 1
        ELSE 10
      END
    / CASE
        WHEN currency IN ('CNY','CZK','DKK','EGP','HKD','MAD','MXN','NOK','SEK','THB','TRY','TWD','UAH','ZAR') THEN 10
        WHEN currency IN ('ARS','DJF','DOP','DZD','HUF','INR','ISK','JMD','JPY','KES','KMF','LKR','PHP','PKR','RSD','RUB','VUV','XAF','XOF','XPF') THEN 100
        WHEN currency IN ('BIF','CLP','COP','CRC','IQD','KRW','KZT','MMK','NGN','PYG','RWF','TZS','UGX') THEN 1000
        WHEN currency IN ('GNF','IDR','IRR','KHR','LAK','LBP','UZS','VND') THEN 10000
        ELSE 1
      END
$$;

-- 1 from 1,000 on, 2 from 250, 3 from 50, else 4.
CREATE FUNCTION paydesk_risk_band(amount_minor bigint, currency bpchar) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  -- Bound when it is made: an index is built with an empty search path, under which a name in a string would not be found.
  RETURN CASE
    WHEN paydesk_rough_worth(amount_minor, currency) >= 1000000 THEN 1
    WHEN paydesk_rough_worth(amount_minor, currency) >= 250000 THEN 2
    WHEN paydesk_rough_worth(amount_minor, currency) >= 50000 THEN 3
    ELSE 4
  END::bigint;

CREATE INDEX worklist_items_by_risk ON worklist_items (store_id, list, paydesk_risk_band(amount_minor, currency), coalesce(deadline_at, 'infinity'::timestamptz), id)
  WHERE closed_at IS NULL;

CREATE INDEX orders_owned ON orders (store_id, owner_id) WHERE owner_id IS NOT NULL;
