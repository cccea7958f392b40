-- 001: the first schema. docs/STORE.md explains it; views are at the end.
-- Spans: byte_beg, byte_end are bytes of page_source.text; start, stop are code points of it (docs/RECORDS.md); exact is the text there.
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('format', 'readout dossier'), ('documentation', 'docs/STORE.md');

CREATE TABLE version (
  pk INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  models TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  icu TEXT NOT NULL,
  UNIQUE (program, models, lexicon, icu)
) STRICT;

CREATE TABLE page (
  pk INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  version INTEGER NOT NULL REFERENCES version (pk),
  path TEXT, url TEXT, input_id TEXT, container TEXT,
  source_offset INTEGER NOT NULL,
  media TEXT NOT NULL CHECK (media IN ('unknown', 'text', 'html')),
  given_charset TEXT, given_date TEXT, given_outlet TEXT, given_lang TEXT, given_source TEXT, given_target TEXT,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  n_bytes INTEGER NOT NULL,
  charset TEXT,
  is_html INTEGER NOT NULL CHECK (is_html IN (0, 1)),
  lang TEXT, title TEXT, outlet TEXT, outlet_key TEXT,
  published TEXT, published_precision TEXT, published_basis TEXT,
  modified TEXT, modified_precision TEXT, modified_basis TEXT,
  day_group INTEGER NOT NULL CHECK (day_group IN (0, 1, 2)),
  day_first INTEGER, day_last INTEGER, month_day INTEGER,
  verdict TEXT NOT NULL,
  signature BLOB NOT NULL,
  refused INTEGER NOT NULL
) STRICT;
CREATE INDEX page_version ON page (version);
CREATE INDEX page_day ON page (day_group, day_first);
CREATE INDEX page_lang ON page (lang);

CREATE TABLE page_source (
  page INTEGER PRIMARY KEY REFERENCES page (pk) ON DELETE CASCADE,
  codec TEXT NOT NULL CHECK (codec IN ('zstd', 'none')),
  bytes BLOB NOT NULL,
  text TEXT NOT NULL,
  text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32)
) STRICT;

-- What a page tells of itself: title, outlet, section, dateline, canonical, author, tag, cite, published, modified.
CREATE TABLE told (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  field TEXT NOT NULL,
  n INTEGER NOT NULL,
  value TEXT NOT NULL,
  byte_beg INTEGER, byte_end INTEGER, start INTEGER, stop INTEGER, exact TEXT,
  PRIMARY KEY (page, field, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE block (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  role TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy IN (0, 1)),
  byte_beg INTEGER NOT NULL, byte_end INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  author TEXT,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;

-- The map: which bytes of the original each piece of text was decoded from.
CREATE TABLE seg (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  text INTEGER NOT NULL, len INTEGER NOT NULL, src INTEGER NOT NULL, src_end INTEGER NOT NULL,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  byte_beg INTEGER NOT NULL, byte_end INTEGER NOT NULL,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;

-- Entities joined over pages, by key (compare/). Only what the key itself says is kept; the rest is counted over the entities
-- (v_actor), so that it never depends on the order in which pages came.
CREATE TABLE actor (
  pk INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  world TEXT
) STRICT;
CREATE INDEX actor_world ON actor (world);

CREATE TABLE entity (
  pk INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  actor INTEGER REFERENCES actor (pk),
  kind TEXT NOT NULL,
  name TEXT, role TEXT, org TEXT, side TEXT, code TEXT, world TEXT,
  plural INTEGER NOT NULL,
  gender TEXT,
  UNIQUE (page, n)
) STRICT;
CREATE INDEX entity_actor ON entity (actor);

CREATE TABLE entity_name (
  entity INTEGER NOT NULL REFERENCES entity (pk) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('name', 'title')),
  n INTEGER NOT NULL,
  value TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (entity, part, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_cite (
  entity INTEGER NOT NULL REFERENCES entity (pk) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('side', 'role', 'org')),
  byte_beg INTEGER NOT NULL, byte_end INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, exact TEXT NOT NULL,
  PRIMARY KEY (entity, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  entity INTEGER REFERENCES entity (pk) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  confidence INTEGER NOT NULL,
  byte_beg INTEGER NOT NULL, byte_end INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention (entity);

-- What statements, events and contacts share. day_*: the record's own date, else the page's (from_page = 1).
CREATE TABLE record (
  pk INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('statement', 'event', 'contact')),
  n INTEGER NOT NULL,
  id TEXT NOT NULL CHECK (length(id) = 16),
  at INTEGER NOT NULL,
  date TEXT, date_precision TEXT, date_basis TEXT,
  day_group INTEGER NOT NULL CHECK (day_group IN (0, 1, 2)),
  from_page INTEGER NOT NULL CHECK (from_page IN (0, 1)),
  day_first INTEGER, day_last INTEGER, month_day INTEGER,
  UNIQUE (page, kind, n),
  CHECK ((day_group = 0) = (day_first IS NOT NULL AND day_last IS NOT NULL)),
  CHECK ((day_group = 1) = (month_day IS NOT NULL))
) STRICT;
CREATE INDEX record_id ON record (id, kind);
CREATE INDEX record_day ON record (kind, day_group, day_first);

CREATE TABLE statement (
  pk INTEGER PRIMARY KEY REFERENCES record (pk) ON DELETE CASCADE,
  form TEXT NOT NULL, channel TEXT NOT NULL, modality TEXT NOT NULL,
  negated INTEGER NOT NULL CHECK (negated IN (0, 1)),
  denied INTEGER NOT NULL CHECK (denied IN (0, 1)),
  setting TEXT, cue_lemma TEXT, cue_class TEXT,
  cameo TEXT, plover_type TEXT, plover_mode TEXT, stance TEXT,
  nested_in INTEGER REFERENCES statement (pk) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  answers INTEGER REFERENCES statement (pk) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  contact INTEGER REFERENCES contact (pk) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  confidence INTEGER NOT NULL,
  rule TEXT
) STRICT;
CREATE INDEX statement_nested ON statement (nested_in) WHERE nested_in IS NOT NULL;
CREATE INDEX statement_answers ON statement (answers) WHERE answers IS NOT NULL;
CREATE INDEX statement_contact ON statement (contact) WHERE contact IS NOT NULL;

CREATE TABLE event (
  pk INTEGER PRIMARY KEY REFERENCES record (pk) ON DELETE CASCADE,
  cameo TEXT, cameo_name TEXT, plover_type TEXT, plover_mode TEXT,
  quad INTEGER NOT NULL, goldstein REAL,
  place TEXT, place_geo TEXT, lat REAL, lon REAL,
  status TEXT NOT NULL, modality TEXT NOT NULL, tense TEXT,
  reported_in INTEGER REFERENCES statement (pk) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  confidence INTEGER NOT NULL,
  rule TEXT
) STRICT;
CREATE INDEX event_reported ON event (reported_in) WHERE reported_in IS NOT NULL;

CREATE TABLE contact (
  pk INTEGER PRIMARY KEY REFERENCES record (pk) ON DELETE CASCADE,
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE contact_place (
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (contact, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_statement (
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  statement INTEGER NOT NULL REFERENCES statement (pk) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (contact, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_statement_of ON contact_statement (statement);

-- Who speaks, is spoken to, acts, is acted upon, takes part.
CREATE TABLE party (
  record INTEGER NOT NULL REFERENCES record (pk) ON DELETE CASCADE,
  part TEXT NOT NULL CHECK (part IN ('speaker', 'co_speaker', 'addressee', 'source', 'target', 'participant')),
  n INTEGER NOT NULL,
  entity INTEGER REFERENCES entity (pk) ON DELETE SET NULL,
  actor INTEGER REFERENCES actor (pk),
  name TEXT, name_key TEXT, role TEXT, org TEXT, side TEXT, code TEXT,
  byte_beg INTEGER, byte_end INTEGER, start INTEGER, stop INTEGER, exact TEXT,
  PRIMARY KEY (record, part, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_entity ON party (entity) WHERE entity IS NOT NULL;
CREATE INDEX party_actor ON party (actor, part) WHERE actor IS NOT NULL;

-- Every other cited span of a record: content, cue, condition, date, place, cite, evidence.<field>.
CREATE TABLE cite (
  record INTEGER NOT NULL REFERENCES record (pk) ON DELETE CASCADE,
  field TEXT NOT NULL,
  n INTEGER NOT NULL,
  byte_beg INTEGER NOT NULL, byte_end INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  exact TEXT NOT NULL,
  PRIMARY KEY (record, field, n)
) STRICT, WITHOUT ROWID;

-- Lists of words of a record: issue, plover_context.
CREATE TABLE label (
  record INTEGER NOT NULL REFERENCES record (pk) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field IN ('issue', 'plover_context')),
  n INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (record, field, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_value ON label (field, value);

-- What a user wrote beside a record: by the record's id, so that a re-reading keeps it.
CREATE TABLE user_note (
  pk INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  text TEXT NOT NULL,
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX user_note_record ON user_note (record);

-- Search: rowid is record.pk. Written and taken away by the program, not by a trigger: schemas are not trusted to touch virtual tables.
CREATE VIRTUAL TABLE record_fts USING fts5 (words, lemmas, names, tokenize = 'unicode61 remove_diacritics 2');

-- ---- Views for other programs. Columns are only ever added, at the end. ----
CREATE VIEW v_page AS
SELECT p.id AS id, p.title AS title, p.outlet AS outlet, p.lang AS lang, p.published AS published,
  p.published_precision AS published_precision, p.published_basis AS published_basis, p.verdict AS verdict, p.url AS url,
  p.path AS path,
  (SELECT group_concat(value, '; ') FROM (SELECT value FROM told t WHERE t.page = p.pk AND t.field = 'author' ORDER BY n)) AS authors,
  (SELECT count(*) FROM record r WHERE r.page = p.pk AND r.kind = 'statement') AS statements,
  (SELECT count(*) FROM record r WHERE r.page = p.pk AND r.kind = 'event') AS events,
  (SELECT count(*) FROM record r WHERE r.page = p.pk AND r.kind = 'contact') AS contacts,
  lower(hex(p.sha256)) AS sha256, p.n_bytes AS bytes,
  v.program AS program, v.models AS models, v.lexicon AS lexicon, s.text AS text
FROM page p JOIN version v ON v.pk = p.version JOIN page_source s ON s.page = p.pk;

CREATE VIEW v_statement AS
SELECT r.id AS id, p.id AS page, r.n AS n, s.form AS form, s.channel AS channel, s.setting AS setting,
  sp.name AS speaker, sp.role AS speaker_role, sp.org AS speaker_org, sp.side AS speaker_side, sp.actor AS speaker_actor,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM party q WHERE q.record = r.pk AND q.part = 'co_speaker' ORDER BY n)) AS co_speakers,
  (SELECT group_concat(name, '; ') FROM (SELECT coalesce(name, exact) AS name FROM party q WHERE q.record = r.pk AND q.part = 'addressee' ORDER BY n)) AS addressees,
  cu.exact AS cue, s.cue_lemma AS cue_lemma, s.cue_class AS cue_class,
  (SELECT group_concat(exact, ' ') FROM (SELECT exact FROM cite c WHERE c.record = r.pk AND c.field = 'content' ORDER BY n)) AS content,
  s.cameo AS cameo, s.plover_type AS plover_type, s.plover_mode AS plover_mode, s.stance AS stance,
  s.negated AS negated, s.denied AS denied, s.modality AS modality, co.exact AS condition,
  r.date AS said_on, r.date_precision AS said_on_precision, r.date_basis AS said_on_basis,
  CASE WHEN r.day_group = 0 THEN date(r.day_first * 86400, 'unixepoch') END AS day, r.from_page AS day_from_page,
  ni.id AS nested_in, an.id AS answers, ct.id AS contact,
  (SELECT group_concat(value, '; ') FROM (SELECT value FROM label l WHERE l.record = r.pk AND l.field = 'issue' ORDER BY n)) AS issues,
  s.confidence AS confidence, s.rule AS rule,
  p.title AS title, p.outlet AS outlet, p.lang AS lang, p.published AS published, p.url AS url, p.path AS path
FROM record r JOIN statement s ON s.pk = r.pk JOIN page p ON p.pk = r.page
LEFT JOIN party sp ON sp.record = r.pk AND sp.part = 'speaker' AND sp.n = 0
LEFT JOIN cite cu ON cu.record = r.pk AND cu.field = 'cue' AND cu.n = 0
LEFT JOIN cite co ON co.record = r.pk AND co.field = 'condition' AND co.n = 0
LEFT JOIN record ni ON ni.pk = s.nested_in LEFT JOIN record an ON an.pk = s.answers LEFT JOIN record ct ON ct.pk = s.contact;

CREATE VIEW v_event AS
SELECT r.id AS id, p.id AS page, r.n AS n, e.cameo AS cameo, e.cameo_name AS cameo_name, e.plover_type AS plover_type,
  e.plover_mode AS plover_mode, nullif(e.quad, 0) AS quad, e.goldstein AS goldstein,
  (SELECT group_concat(name, '; ') FROM (SELECT coalesce(name, exact) AS name FROM party q WHERE q.record = r.pk AND q.part = 'source' ORDER BY n)) AS source,
  (SELECT group_concat(side, '; ') FROM (SELECT side FROM party q WHERE q.record = r.pk AND q.part = 'source' ORDER BY n)) AS source_side,
  (SELECT group_concat(name, '; ') FROM (SELECT coalesce(name, exact) AS name FROM party q WHERE q.record = r.pk AND q.part = 'target' ORDER BY n)) AS target,
  (SELECT group_concat(side, '; ') FROM (SELECT side FROM party q WHERE q.record = r.pk AND q.part = 'target' ORDER BY n)) AS target_side,
  r.date AS date, r.date_precision AS date_precision, r.date_basis AS date_basis,
  CASE WHEN r.day_group = 0 THEN date(r.day_first * 86400, 'unixepoch') END AS day, r.from_page AS day_from_page,
  e.place AS place, e.place_geo AS place_geo, e.lat AS lat, e.lon AS lon, e.status AS status, e.modality AS modality,
  e.tense AS tense, ri.id AS reported_in, ci.exact AS cite, ci.start AS start, ci.stop AS stop,
  (SELECT group_concat(value, '; ') FROM (SELECT value FROM label l WHERE l.record = r.pk AND l.field = 'issue' ORDER BY n)) AS issues,
  e.confidence AS confidence, e.rule AS rule,
  p.title AS title, p.outlet AS outlet, p.lang AS lang, p.published AS published, p.url AS url, p.path AS path
FROM record r JOIN event e ON e.pk = r.pk JOIN page p ON p.pk = r.page
LEFT JOIN cite ci ON ci.record = r.pk AND ci.field = 'cite' AND ci.n = 0
LEFT JOIN record ri ON ri.pk = e.reported_in;

CREATE VIEW v_contact AS
SELECT r.id AS id, p.id AS page, r.n AS n, c.kind AS kind,
  (SELECT group_concat(name, '; ') FROM (SELECT coalesce(name, exact) AS name FROM party q WHERE q.record = r.pk AND q.part = 'participant' ORDER BY n)) AS participants,
  (SELECT group_concat(side, '; ') FROM (SELECT side FROM party q WHERE q.record = r.pk AND q.part = 'participant' ORDER BY n)) AS sides,
  r.date AS date, r.date_precision AS date_precision, r.date_basis AS date_basis,
  CASE WHEN r.day_group = 0 THEN date(r.day_first * 86400, 'unixepoch') END AS day, r.from_page AS day_from_page,
  (SELECT group_concat(place, '; ') FROM (SELECT place FROM contact_place x WHERE x.contact = r.pk ORDER BY n)) AS places,
  (SELECT count(*) FROM contact_statement x WHERE x.contact = r.pk) AS statements,
  ci.exact AS cite, ci.start AS start, ci.stop AS stop,
  p.title AS title, p.outlet AS outlet, p.lang AS lang, p.published AS published, p.url AS url, p.path AS path
FROM record r JOIN contact c ON c.pk = r.pk JOIN page p ON p.pk = r.page
LEFT JOIN cite ci ON ci.record = r.pk AND ci.field = 'cite' AND ci.n = 0;

CREATE VIEW v_actor AS
SELECT a.pk AS actor, a.key AS key,
  (SELECT e.kind FROM entity e WHERE e.actor = a.pk AND e.kind IS NOT NULL GROUP BY e.kind ORDER BY count(*) DESC, e.kind LIMIT 1) AS kind,
  (SELECT e.name FROM entity e WHERE e.actor = a.pk AND e.name IS NOT NULL GROUP BY e.name ORDER BY count(*) DESC, e.name LIMIT 1) AS name,
  a.world AS world,
  (SELECT e.side FROM entity e WHERE e.actor = a.pk AND e.side IS NOT NULL GROUP BY e.side ORDER BY count(*) DESC, e.side LIMIT 1) AS side,
  (SELECT e.code FROM entity e WHERE e.actor = a.pk AND e.code IS NOT NULL GROUP BY e.code ORDER BY count(*) DESC, e.code LIMIT 1) AS code,
  (SELECT e.role FROM entity e WHERE e.actor = a.pk AND e.role IS NOT NULL GROUP BY e.role ORDER BY count(*) DESC, e.role LIMIT 1) AS role,
  (SELECT count(DISTINCT e.page) FROM entity e WHERE e.actor = a.pk) AS pages,
  (SELECT count(*) FROM entity e JOIN mention m ON m.entity = e.pk WHERE e.actor = a.pk) AS mentions,
  (SELECT count(DISTINCT q.record) FROM party q WHERE q.actor = a.pk AND q.part IN ('speaker', 'co_speaker')) AS statements,
  (SELECT count(DISTINCT q.record) FROM party q WHERE q.actor = a.pk AND q.part = 'addressee') AS addressed,
  (SELECT count(DISTINCT q.record) FROM party q WHERE q.actor = a.pk AND q.part IN ('source', 'target')) AS events
FROM actor a;

CREATE VIEW v_cite AS
SELECT r.id AS record, r.kind AS kind, p.id AS page, c.field AS field, c.n AS n, c.start AS start, c.stop AS stop, c.exact AS exact
FROM cite c JOIN record r ON r.pk = c.record JOIN page p ON p.pk = r.page
UNION ALL
SELECT r.id, r.kind, p.id, q.part, q.n, q.start, q.stop, q.exact
FROM party q JOIN record r ON r.pk = q.record JOIN page p ON p.pk = r.page WHERE q.exact IS NOT NULL;
