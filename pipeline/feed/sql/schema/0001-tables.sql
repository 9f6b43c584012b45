-- The tables of a feed. Written for PostgreSQL; `pipeline.feed.sql.schema` says what SQLite reads instead.
--
-- A column whose name ends in `_edtf` is a date as the records write it (EDTF level 0: `2025-10`,
-- `2025-10-28/2025-10-29`); a `_day` is the first or the last day that it covers.
-- `digest` is that of all that is kept of a row and of those that hang on it.

CREATE TABLE feed_state (
    key text COLLATE "C" PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE deliveries (
    delivery integer PRIMARY KEY,
    delivered_at timestamptz NOT NULL
);

CREATE TABLE documents (
    document_id text COLLATE "C" PRIMARY KEY,
    source text COLLATE "C" NOT NULL,
    url text,
    title text NOT NULL,
    site text,
    author text,
    published_edtf text,
    published_day date,
    language text NOT NULL,
    retrieved_at text,
    content_sha256 text NOT NULL,
    digest text COLLATE "C" NOT NULL
);

CREATE TABLE document_urls (
    document_id text COLLATE "C" NOT NULL REFERENCES documents ON DELETE CASCADE,
    position integer NOT NULL,
    url text NOT NULL,
    PRIMARY KEY (document_id, position)
);

CREATE TABLE entities (
    entity_id text COLLATE "C" PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    first_seen_edtf text,
    last_seen_edtf text,
    digest text COLLATE "C" NOT NULL
);

CREATE TABLE aliases (
    entity_id text COLLATE "C" NOT NULL REFERENCES entities ON DELETE CASCADE,
    position integer NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (entity_id, position)
);

CREATE TABLE tenures (
    entity_id text COLLATE "C" NOT NULL REFERENCES entities ON DELETE CASCADE,
    position integer NOT NULL,
    title text NOT NULL,
    organization text,
    status text NOT NULL,
    since_edtf text,
    first_seen_edtf text,
    last_seen_edtf text,
    organization_entity text COLLATE "C" REFERENCES entities ON DELETE SET NULL,
    PRIMARY KEY (entity_id, position)
);
CREATE INDEX tenures_organization ON tenures (organization_entity);

CREATE TABLE successions (
    entity_id text COLLATE "C" NOT NULL REFERENCES entities ON DELETE CASCADE,
    former_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (entity_id, former_id)
);

CREATE TABLE facts (
    fact_id text COLLATE "C" PRIMARY KEY,
    type text NOT NULL,
    document_id text COLLATE "C" NOT NULL REFERENCES documents,
    record_id text COLLATE "C" NOT NULL,
    confidence double precision NOT NULL,
    rule text NOT NULL,
    review_state text NOT NULL,
    reviewer text,
    reviewed_at text,
    digest text COLLATE "C" NOT NULL,
    added_in integer NOT NULL REFERENCES deliveries,
    changed_in integer NOT NULL REFERENCES deliveries
);
CREATE INDEX facts_document ON facts (document_id);

CREATE TABLE events (
    fact_id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
    name text NOT NULL,
    kind text NOT NULL,
    start_edtf text,
    end_edtf text,
    first_day date,
    last_day date,
    place text
);
CREATE INDEX events_last_day ON events (last_day);

CREATE TABLE event_organizers (
    fact_id text COLLATE "C" NOT NULL REFERENCES events ON DELETE CASCADE,
    position integer NOT NULL,
    name text NOT NULL,
    entity_id text COLLATE "C" REFERENCES entities,
    PRIMARY KEY (fact_id, position)
);
CREATE INDEX event_organizers_entity ON event_organizers (entity_id);

CREATE TABLE dates (
    fact_id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
    text text NOT NULL,
    value_edtf text NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    role text NOT NULL
);

CREATE TABLE speakers (
    fact_id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
    person text NOT NULL,
    honorific text,
    kind text NOT NULL,
    quote text,
    event text,
    cue text,
    person_id text COLLATE "C" NOT NULL,
    person_entity text COLLATE "C" REFERENCES entities
);
CREATE INDEX speakers_person ON speakers (person_entity);

CREATE TABLE roles (
    fact_id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
    person text NOT NULL,
    title text NOT NULL,
    organization text,
    status text NOT NULL,
    since_edtf text,
    since_day date,
    person_id text COLLATE "C" NOT NULL,
    organization_id text COLLATE "C",
    person_entity text COLLATE "C" REFERENCES entities,
    organization_entity text COLLATE "C" REFERENCES entities,
    title_key text COLLATE "C" NOT NULL
);
CREATE INDEX roles_person ON roles (person_entity);
CREATE INDEX roles_organization ON roles (organization_entity);

CREATE TABLE certifications (
    fact_id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
    holder text NOT NULL,
    scheme text NOT NULL,
    standard text,
    issuer text,
    status text NOT NULL,
    date_edtf text,
    first_day date,
    number text,
    holder_id text COLLATE "C" NOT NULL,
    holder_entity text COLLATE "C" REFERENCES entities,
    issuer_entity text COLLATE "C" REFERENCES entities
);
CREATE INDEX certifications_holder ON certifications (holder_entity);
CREATE INDEX certifications_issuer ON certifications (issuer_entity);

CREATE TABLE evidence (
    fact_id text COLLATE "C" NOT NULL REFERENCES facts ON DELETE CASCADE,
    position integer NOT NULL,
    field text NOT NULL,
    part text NOT NULL,
    start_offset integer NOT NULL,
    end_offset integer NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (fact_id, position)
);

CREATE TABLE links (
    fact_id text COLLATE "C" NOT NULL REFERENCES facts ON DELETE CASCADE,
    position integer NOT NULL,
    rel text NOT NULL,
    to_fact_id text COLLATE "C" NOT NULL REFERENCES facts ON DELETE CASCADE,
    PRIMARY KEY (fact_id, position)
);
CREATE INDEX links_to ON links (to_fact_id);

CREATE TABLE retractions (
    fact_id text COLLATE "C" PRIMARY KEY,
    reason text NOT NULL,
    superseded_by text COLLATE "C",
    delivery integer NOT NULL REFERENCES deliveries
);
