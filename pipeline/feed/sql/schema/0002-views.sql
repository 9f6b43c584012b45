-- What people ask for, one row a thing. Newest means: by the day of publication; of two articles of one day, the
-- one that says that something is over goes first.

CREATE VIEW persons AS
SELECT entity_id, name, first_seen_edtf, last_seen_edtf
FROM entities WHERE kind = 'person';

CREATE VIEW organizations AS
SELECT entity_id, name, first_seen_edtf, last_seen_edtf
FROM entities WHERE kind = 'organization';

-- Events that are not over, with the days that they take.
CREATE VIEW upcoming_events AS
SELECT e.name, e.kind, e.first_day, e.last_day, e.start_edtf, e.end_edtf, e.place,
    (SELECT string_agg(o.name, '; ')
     FROM (SELECT name FROM event_organizers WHERE fact_id = e.fact_id ORDER BY position) AS o) AS organizers,
    d.published_edtf, d.url, f.confidence, f.review_state, e.fact_id
FROM events AS e
JOIN facts AS f ON f.fact_id = e.fact_id
JOIN documents AS d ON d.document_id = f.document_id
WHERE e.last_day >= current_date;

-- Who holds which post, as the newest article about this person, organisation and title has it. Titles are one
-- that have the same telling words: "CEO" and "Chief Executive Officer".
CREATE VIEW current_posts AS
SELECT person, title, organization, status, since_edtf, published_edtf, url, confidence, review_state,
    person_entity, organization_entity, fact_id
FROM (
    SELECT coalesce(p.name, r.person) AS person, r.title, coalesce(o.name, r.organization) AS organization,
        r.status, r.since_edtf, d.published_edtf, d.url, f.confidence, f.review_state,
        r.person_entity, r.organization_entity, r.fact_id,
        row_number() OVER (
            PARTITION BY coalesce(r.person_entity, r.person_id),
                coalesce(r.organization_entity, r.organization_id, ''), r.title_key
            ORDER BY d.published_day DESC NULLS LAST,
                CASE r.status WHEN 'former' THEN 0 ELSE 1 END, r.fact_id
        ) AS place
    FROM roles AS r
    JOIN facts AS f ON f.fact_id = r.fact_id
    JOIN documents AS d ON d.document_id = f.document_id
    LEFT JOIN entities AS p ON p.entity_id = r.person_entity
    LEFT JOIN entities AS o ON o.entity_id = r.organization_entity
) AS told
WHERE place = 1 AND status IN ('current', 'outgoing');

-- Certificates that were granted and are not known to be lost: never those that are only planned or sought.
CREATE VIEW valid_certificates AS
SELECT holder, scheme, standard, issuer, status, date_edtf, number, published_edtf, url, confidence,
    review_state, holder_entity, issuer_entity, fact_id
FROM (
    SELECT coalesce(h.name, c.holder) AS holder, c.scheme, c.standard, coalesce(i.name, c.issuer) AS issuer,
        c.status, c.date_edtf, c.number, d.published_edtf, d.url, f.confidence, f.review_state,
        c.holder_entity, c.issuer_entity, c.fact_id,
        row_number() OVER (
            PARTITION BY coalesce(c.holder_entity, c.holder_id), lower(coalesce(c.standard, c.scheme))
            ORDER BY coalesce(d.published_day, c.first_day) DESC NULLS LAST,
                CASE c.status WHEN 'lost' THEN 0 ELSE 1 END, c.fact_id
        ) AS place
    FROM certifications AS c
    JOIN facts AS f ON f.fact_id = c.fact_id
    JOIN documents AS d ON d.document_id = f.document_id
    LEFT JOIN entities AS h ON h.entity_id = c.holder_entity
    LEFT JOIN entities AS i ON i.entity_id = c.issuer_entity
    WHERE c.status IN ('awarded', 'held', 'renewed', 'lost')
) AS told
WHERE place = 1 AND status <> 'lost';

-- Certificates that somebody plans or works towards, and does not have.
CREATE VIEW sought_certificates AS
SELECT coalesce(h.name, c.holder) AS holder, c.scheme, c.standard, coalesce(i.name, c.issuer) AS issuer,
    c.status, d.published_edtf, d.url, f.confidence, f.review_state, c.holder_entity, c.issuer_entity, c.fact_id
FROM certifications AS c
JOIN facts AS f ON f.fact_id = c.fact_id
JOIN documents AS d ON d.document_id = f.document_id
LEFT JOIN entities AS h ON h.entity_id = c.holder_entity
LEFT JOIN entities AS i ON i.entity_id = c.issuer_entity
WHERE c.status IN ('planned', 'in_progress');

-- Who said what and where: quotations, statements and addresses.
CREATE VIEW statements AS
SELECT coalesce(p.name, s.person) AS person, s.kind, s.quote, s.event, d.title AS article, d.published_edtf,
    d.url, f.confidence, f.review_state, s.person_entity, s.fact_id
FROM speakers AS s
JOIN facts AS f ON f.fact_id = s.fact_id
JOIN documents AS d ON d.document_id = f.document_id
LEFT JOIN entities AS p ON p.entity_id = s.person_entity;
