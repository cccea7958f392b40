-- 002: issues with keys and cites, claims, namings; postings and counters, so that lists and facets need no scan; what is worked out over
-- pages: origins, stories, contacts, ledgers, disputes; what users change; saved queries. docs/STORE.md explains it.
-- Columns that an old page cannot have are NULL until the page is read again.
ALTER TABLE label ADD COLUMN key TEXT;
ALTER TABLE label ADD COLUMN byte_beg INTEGER;
ALTER TABLE label ADD COLUMN byte_end INTEGER;
ALTER TABLE label ADD COLUMN start INTEGER;
ALTER TABLE label ADD COLUMN stop INTEGER;
ALTER TABLE label ADD COLUMN exact TEXT;
DROP INDEX label_value;
-- publisher: the side whose organ published the page; NULL: a medium, or not known. tie: the first 60 bits of the id, orders pages of a day.
ALTER TABLE page ADD COLUMN publisher TEXT;
ALTER TABLE page ADD COLUMN tie INTEGER;
UPDATE page SET tie = rd_tie(id);
CREATE INDEX page_newest ON page (day_group, day_first DESC, month_day DESC, pk DESC);

-- ---- Postings: which records have a value; ord orders by day (-1000000000 + month_day: no year; -2000000000: undated). ----
-- kind: 0 statement, 1 event, 2 contact. facet: 0 all, 1 speaker, 2 addressee, 3 channel, 4 side, 5 outlet, 6 lang, 7 form, 8 issue,
-- 9 actor, 10 world id of a speaker, 11 of an addressee, 12 CAMEO code. n: how many records.
CREATE TABLE term (
  pk INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL, facet INTEGER NOT NULL, value TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 0,
  UNIQUE (kind, facet, value)
) STRICT;
CREATE INDEX term_top ON term (kind, facet, n DESC, value);
CREATE TABLE term_word (
  word TEXT NOT NULL,
  term INTEGER NOT NULL REFERENCES term (pk) ON DELETE CASCADE,
  PRIMARY KEY (word, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_word_of ON term_word (term);
CREATE TABLE post (
  term INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  record INTEGER NOT NULL,
  PRIMARY KEY (term, ord, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_count (day INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('pages', 0), ('entities', 0), ('notes', 0);

CREATE VIEW posting_of AS
SELECT r.page AS page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END AS kind, 0 AS facet, '' AS value,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END AS ord, r.pk AS record FROM record r
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 1, q.name,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.part IN ('speaker', 'co_speaker', 'source', 'participant') AND q.name IS NOT NULL
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 2, q.name,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.part IN ('addressee', 'target', 'participant') AND q.name IS NOT NULL
UNION ALL SELECT r.page, 0, 3, t.channel,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN statement t ON t.pk = r.pk
UNION ALL SELECT r.page, 1, 3, t.channel,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN event e ON e.pk = r.pk CROSS JOIN statement t ON t.pk = e.reported_in
UNION ALL SELECT r.page, 2, 3, c.kind,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN contact c ON c.pk = r.pk
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 4, q.side,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.part <> 'addressee' AND q.side IS NOT NULL
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 5, p.outlet,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN page p ON p.pk = r.page AND p.outlet IS NOT NULL
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 6, p.lang,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN page p ON p.pk = r.page AND p.lang IS NOT NULL
UNION ALL SELECT r.page, 0, 7, t.form,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN statement t ON t.pk = r.pk
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 8, coalesce(l.key, l.value),
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN label l ON l.record = r.pk AND l.field = 'issue'
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 9, CAST(q.actor AS TEXT),
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.actor IS NOT NULL
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 10, a.world,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.part IN ('speaker', 'co_speaker', 'source', 'participant')
  CROSS JOIN actor a ON a.pk = q.actor AND a.world IS NOT NULL
UNION ALL SELECT r.page, CASE r.kind WHEN 'statement' THEN 0 WHEN 'event' THEN 1 ELSE 2 END, 11, a.world,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN party q ON q.record = r.pk AND q.part IN ('addressee', 'target', 'participant')
  CROSS JOIN actor a ON a.pk = q.actor AND a.world IS NOT NULL
UNION ALL SELECT r.page, 0, 12, t.cameo,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN statement t ON t.pk = r.pk AND t.cameo IS NOT NULL
UNION ALL SELECT r.page, 1, 12, e.cameo,
  CASE r.day_group WHEN 0 THEN r.day_first WHEN 1 THEN r.month_day - 1000000000 ELSE -2000000000 END, r.pk
  FROM record r CROSS JOIN event e ON e.pk = r.pk AND e.cameo IS NOT NULL;

-- When a statement came into the dossier for the first time; a re-reading that finds it again keeps the number.
CREATE TABLE came (id TEXT NOT NULL PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX came_seq ON came (seq);

-- ---- Actors: counters. root: the actor that a user says it is the same as (merge); NULL: itself. shown: the user's name. ----
ALTER TABLE actor ADD COLUMN root INTEGER REFERENCES actor (pk) ON DELETE SET NULL;
ALTER TABLE actor ADD COLUMN shown TEXT;
ALTER TABLE actor ADD COLUMN pages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN addressed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE actor ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
CREATE INDEX actor_top ON actor (statements DESC, addressed + events DESC, mentions DESC) WHERE root IS NULL;
CREATE INDEX actor_root ON actor (root) WHERE root IS NOT NULL;
-- How many entities give an actor a name, kind, side, code or role; fields word and side_word find it.
CREATE TABLE actor_tally (
  actor INTEGER NOT NULL REFERENCES actor (pk) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (actor, field, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_tally_best ON actor_tally (actor, field, n DESC, value);
CREATE INDEX actor_tally_value ON actor_tally (field, value);

-- ---- Issues ----
CREATE TABLE issue (
  pk INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  shown TEXT,
  statements INTEGER NOT NULL DEFAULT 0, origins INTEGER NOT NULL DEFAULT 0,
  actors INTEGER NOT NULL DEFAULT 0, moves INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX issue_top ON issue (origins DESC, statements DESC, key);
CREATE TABLE issue_name (
  issue INTEGER NOT NULL REFERENCES issue (pk) ON DELETE CASCADE,
  name TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (issue, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_name_best ON issue_name (issue, n DESC, name);

-- A ledger: what one actor said on one issue, by day, page, place. folded: the same words of the same origin stand before it.
-- move: enum rd_move of compare/positions.h, NULL while folded or not yet set against the entries before; before: the record it was set against.
CREATE TABLE entry (
  actor INTEGER NOT NULL REFERENCES actor (pk),
  issue INTEGER NOT NULL REFERENCES issue (pk),
  ord INTEGER NOT NULL, tie INTEGER NOT NULL, at INTEGER NOT NULL,
  record INTEGER NOT NULL REFERENCES record (pk) ON DELETE CASCADE,
  said_by INTEGER NOT NULL,
  side TEXT,
  origin INTEGER NOT NULL, hash INTEGER NOT NULL,
  folded INTEGER NOT NULL DEFAULT 0 CHECK (folded IN (0, 1)),
  move INTEGER, before INTEGER,
  PRIMARY KEY (actor, issue, ord, tie, at, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_record ON entry (record);
CREATE INDEX entry_fold ON entry (origin, hash, actor, issue, folded, ord, tie, at, record);
CREATE INDEX entry_issue ON entry (issue, folded, ord);
CREATE INDEX entry_actor ON entry (actor, folded, ord);
CREATE INDEX entry_day ON entry (ord) WHERE folded = 0;
CREATE TABLE cell (
  actor INTEGER NOT NULL REFERENCES actor (pk),
  issue INTEGER NOT NULL REFERENCES issue (pk),
  entries INTEGER NOT NULL, moves INTEGER NOT NULL,
  PRIMARY KEY (actor, issue)
) STRICT, WITHOUT ROWID;
CREATE INDEX cell_issue ON cell (issue, entries DESC);
CREATE INDEX cell_top ON cell (entries DESC);

-- ---- Claims and disputes ----
CREATE TABLE claim_key (
  pk INTEGER PRIMARY KEY,
  type TEXT NOT NULL, key TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  camps INTEGER NOT NULL DEFAULT 0,
  why TEXT,
  origins INTEGER NOT NULL DEFAULT 0,
  last INTEGER,
  hidden INTEGER NOT NULL DEFAULT 0,
  UNIQUE (type, key)
) STRICT;
CREATE INDEX claim_key_open ON claim_key (origins DESC, last DESC) WHERE camps > 0;
CREATE TABLE claim_value (
  pk INTEGER PRIMARY KEY,
  claim_key INTEGER NOT NULL REFERENCES claim_key (pk),
  value TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 0,
  origins INTEGER NOT NULL DEFAULT 0,
  camp INTEGER,
  UNIQUE (claim_key, value)
) STRICT;
CREATE TABLE claim (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  record INTEGER NOT NULL REFERENCES statement (pk) ON DELETE CASCADE,
  value INTEGER NOT NULL REFERENCES claim_value (pk),
  issue TEXT, side TEXT,
  ord INTEGER NOT NULL, tie INTEGER NOT NULL,
  byte_beg INTEGER, byte_end INTEGER, start INTEGER, stop INTEGER, exact TEXT,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of_value ON claim (value, side, ord, tie, n);
CREATE INDEX claim_last ON claim (value, ord, tie, n);
CREATE INDEX claim_of_record ON claim (record);

-- ---- Names of things ----
CREATE TABLE thing (
  key TEXT NOT NULL PRIMARY KEY,
  names INTEGER NOT NULL DEFAULT 0, uses INTEGER NOT NULL DEFAULT 0,
  shown TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX thing_top ON thing (names DESC, uses DESC, key);
CREATE TABLE called (
  pk INTEGER PRIMARY KEY,
  thing TEXT NOT NULL REFERENCES thing (key),
  words TEXT NOT NULL,
  speaker INTEGER NOT NULL CHECK (speaker IN (0, 1)),
  by TEXT NOT NULL, side TEXT NOT NULL, actor INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0, loaded INTEGER NOT NULL DEFAULT 0, origins INTEGER NOT NULL DEFAULT 0,
  UNIQUE (thing, words, speaker, by, side, actor)
) STRICT;
CREATE TABLE naming (
  page INTEGER NOT NULL REFERENCES page (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  called INTEGER NOT NULL REFERENCES called (pk),
  record INTEGER REFERENCES statement (pk) ON DELETE CASCADE,
  loaded INTEGER NOT NULL CHECK (loaded IN (0, 1)),
  ord INTEGER NOT NULL, tie INTEGER NOT NULL,
  byte_beg INTEGER, byte_end INTEGER, start INTEGER, stop INTEGER, exact TEXT,
  PRIMARY KEY (page, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX naming_called ON naming (called, ord, tie, n);
CREATE INDEX naming_record ON naming (record) WHERE record IS NOT NULL;

-- In how many pages of an origin something is: kind 0 issue, 1 called, 2 claim_value.
CREATE TABLE origin_tally (
  kind INTEGER NOT NULL, what INTEGER NOT NULL, origin INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (kind, what, origin)
) STRICT, WITHOUT ROWID;
-- ---- Groups: 0 origins (pages), 1 stories (pages), 2 calls (contacts). Two meet under a key if fewer than a handful stand between them in
-- the order of ord and tie; those that are found to be the same are linked; a group is what links hold together. ----
CREATE TABLE meet (
  kind INTEGER NOT NULL, key INTEGER NOT NULL, ord INTEGER NOT NULL, tie INTEGER NOT NULL, node INTEGER NOT NULL,
  PRIMARY KEY (kind, key, ord, tie, node)
) STRICT, WITHOUT ROWID;
CREATE TABLE link (
  kind INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  score INTEGER NOT NULL,
  why TEXT,
  PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_back ON link (kind, b, a);
CREATE TABLE grp (
  pk INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  n INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
CREATE INDEX grp_last ON grp (kind, n > 1, last DESC, pk);
CREATE INDEX grp_day ON grp (kind, last DESC, pk);
CREATE TABLE member (
  kind INTEGER NOT NULL, node INTEGER NOT NULL,
  grp INTEGER NOT NULL REFERENCES grp (pk),
  ord INTEGER NOT NULL, tie INTEGER NOT NULL,
  PRIMARY KEY (kind, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_grp ON member (grp, ord, tie, node);
-- What decides where a node belongs; lists are lines.
CREATE TABLE fact (
  kind INTEGER NOT NULL, node INTEGER NOT NULL,
  page INTEGER NOT NULL,
  lang TEXT, sort INTEGER NOT NULL,
  dated INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  actors TEXT NOT NULL, issues TEXT NOT NULL, contacts TEXT NOT NULL,
  given TEXT NOT NULL,
  keys BLOB NOT NULL,
  PRIMARY KEY (kind, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_page ON fact (page);

-- ---- Users ----
CREATE TABLE change (
  pk INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'correct', 'hide', 'show')),
  what TEXT NOT NULL, field TEXT, value TEXT,
  who TEXT NOT NULL, at TEXT NOT NULL, why TEXT,
  undone_by TEXT, undone_at TEXT
) STRICT;
CREATE INDEX change_what ON change (what);
CREATE TABLE watch (
  name TEXT NOT NULL PRIMARY KEY,
  query TEXT NOT NULL, at TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- ---- Views for other programs. Columns are only ever added, at the end. ----
CREATE VIEW v_issue AS
SELECT i.key AS key, coalesce(i.shown, (SELECT name FROM issue_name x WHERE x.issue = i.pk ORDER BY n DESC, name LIMIT 1), i.key) AS name,
  i.statements AS statements, i.origins AS origins, i.actors AS actors, i.moves AS moves,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM issue_name x WHERE x.issue = i.pk ORDER BY n DESC, name)) AS names
FROM issue i;

CREATE VIEW v_position AS
SELECT r.id AS statement, p.id AS page, a.key AS actor,
  coalesce(a.shown, (SELECT value FROM actor_tally t WHERE t.actor = a.pk AND t.field = 'name' ORDER BY n DESC, value LIMIT 1)) AS actor_name, e.side AS side,
  i.key AS issue, coalesce(i.shown, (SELECT name FROM issue_name x WHERE x.issue = i.pk ORDER BY n DESC, name LIMIT 1), i.key) AS issue_name,
  CASE WHEN e.ord < 1000000000 THEN date(e.ord * 86400, 'unixepoch') END AS day, r.day_group = 1 AS year_is_likely,
  CASE e.move WHEN 0 THEN 'new' WHEN 1 THEN 'same' WHEN 2 THEN 'reworded' WHEN 3 THEN 'condition added' WHEN 4 THEN 'condition removed' WHEN 5 THEN 'reversed' END AS move,
  b.id AS set_against,
  (SELECT group_concat(exact, ' ') FROM (SELECT exact FROM cite c WHERE c.record = r.pk AND c.field = 'content' ORDER BY n)) AS content,
  (SELECT exact FROM cite c WHERE c.record = r.pk AND c.field = 'condition' AND c.n = 0) AS condition, p.outlet AS outlet, p.lang AS lang
FROM entry e JOIN record r ON r.pk = e.record JOIN page p ON p.pk = r.page JOIN actor a ON a.pk = e.actor JOIN issue i ON i.pk = e.issue
LEFT JOIN record b ON b.pk = e.before WHERE e.folded = 0;

CREATE VIEW v_dispute AS
SELECT k.id AS dispute, k.type AS type, k.key AS key, k.why AS why, v.camp AS camp, v.value AS value, v.origins AS origins, c.side AS side, r.id AS statement, p.id AS page,
  c.issue AS issue, c.exact AS claim, c.start AS start, c.stop AS stop, k.hidden AS hidden
FROM claim_key k JOIN claim_value v ON v.claim_key = k.pk AND v.camp IS NOT NULL JOIN claim c ON c.value = v.pk AND c.side IS NOT NULL
JOIN record r ON r.pk = c.record JOIN page p ON p.pk = c.page WHERE k.camps > 0;

CREATE VIEW v_naming AS
SELECT d.thing AS thing, d.words AS words, d.loaded > 0 AS loaded, d.speaker AS by_speaker, nullif(d.by, '') AS by, nullif(d.side, '') AS side, d.uses AS uses,
  d.origins AS origins FROM called d WHERE d.uses > 0;

CREATE VIEW v_story AS
SELECT (SELECT f.id FROM member x JOIN page f ON f.pk = x.node WHERE x.grp = m.grp ORDER BY x.ord, x.tie LIMIT 1) AS story, p.id AS page, p.title AS title, p.outlet AS outlet,
  p.lang AS lang, p.published AS published,
  (SELECT f.id FROM member o JOIN member x ON x.grp = o.grp JOIN page f ON f.pk = x.node WHERE o.kind = 0 AND o.node = p.pk ORDER BY x.ord, x.tie LIMIT 1) AS origin
FROM member m JOIN page p ON p.pk = m.node WHERE m.kind = 1;

CREATE VIEW v_call AS
SELECT (SELECT min(f.id) FROM member x JOIN record f ON f.pk = x.node WHERE x.grp = m.grp) AS call, r.id AS contact, p.id AS page, c.kind AS kind, r.date AS date,
  (SELECT group_concat(side, '; ') FROM (SELECT DISTINCT side FROM party q WHERE q.record = r.pk AND q.part = 'participant' AND side IS NOT NULL ORDER BY side)) AS sides,
  p.publisher AS readout_of, p.title AS title, p.outlet AS outlet
FROM member m JOIN record r ON r.pk = m.node JOIN contact c ON c.pk = r.pk JOIN page p ON p.pk = r.page WHERE m.kind = 2;
