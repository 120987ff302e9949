import type { Migration } from "../runtime/apply-migrations.ts";

/** Schema of one agency's storage. Append only: a step that has shipped is never edited or reordered. */
export const agencyMigrations: readonly Migration[] = [
  {
    id: 1,
    sql: `
      CREATE TABLE agency (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        time_zone TEXT NOT NULL,
        official_channel TEXT,
        privacy_url TEXT,
        cursor_secret TEXT NOT NULL,
        created_ms INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE access_key (
        id TEXT PRIMARY KEY,
        hash TEXT NOT NULL,
        name TEXT NOT NULL,
        scopes TEXT NOT NULL,
        unit TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        revoked_ms INTEGER
      ) STRICT;

      CREATE TABLE unit_version (
        code TEXT NOT NULL,
        valid_from INTEGER NOT NULL,
        valid_to INTEGER,
        name TEXT NOT NULL,
        parent TEXT,
        kind TEXT NOT NULL,
        national_code TEXT,
        PRIMARY KEY (code, valid_from)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE succession (
        from_unit TEXT NOT NULL,
        to_unit TEXT NOT NULL,
        on_day INTEGER NOT NULL,
        share REAL,
        PRIMARY KEY (from_unit, to_unit, on_day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE service (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE question (id TEXT PRIMARY KEY, scale INTEGER NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE form_version (
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        PRIMARY KEY (form, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE touchpoint_binding (
        touchpoint TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        unit TEXT NOT NULL,
        service TEXT,
        channel TEXT NOT NULL,
        form TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (touchpoint, from_day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE feedback (
        id BLOB PRIMARY KEY,
        revision INTEGER NOT NULL,
        amend_key TEXT NOT NULL,
        touchpoint TEXT NOT NULL,
        unit TEXT NOT NULL,
        service TEXT NOT NULL,
        channel TEXT NOT NULL,
        day INTEGER NOT NULL,
        corrected_ms INTEGER NOT NULL,
        received_ms INTEGER NOT NULL,
        changed_ms INTEGER NOT NULL,
        change INTEGER NOT NULL,
        standing INTEGER NOT NULL,
        flags TEXT,
        answered_at TEXT NOT NULL,
        revised_at TEXT,
        level INTEGER,
        answers TEXT,
        reasons TEXT,
        form_version INTEGER,
        dossier TEXT,
        given_service TEXT,
        page TEXT,
        follows TEXT,
        locale TEXT,
        sequence INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX feedback_change ON feedback (change);

      CREATE TABLE comment (
        feedback BLOB PRIMARY KEY,
        words TEXT NOT NULL,
        ticket TEXT,
        state TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX comment_ticket ON comment (ticket) WHERE ticket IS NOT NULL;

      CREATE TABLE rollup_fine (
        day INTEGER NOT NULL, question TEXT NOT NULL, unit TEXT NOT NULL, service TEXT NOT NULL,
        channel TEXT NOT NULL, touchpoint TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0, c6 INTEGER NOT NULL DEFAULT 0,
        c7 INTEGER NOT NULL DEFAULT 0, c8 INTEGER NOT NULL DEFAULT 0, c9 INTEGER NOT NULL DEFAULT 0,
        c10 INTEGER NOT NULL DEFAULT 0, c11 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, question, unit, service, channel, touchpoint, standing)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rollup_day (
        day INTEGER NOT NULL, question TEXT NOT NULL, unit TEXT NOT NULL,
        channel TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0, c6 INTEGER NOT NULL DEFAULT 0,
        c7 INTEGER NOT NULL DEFAULT 0, c8 INTEGER NOT NULL DEFAULT 0, c9 INTEGER NOT NULL DEFAULT 0,
        c10 INTEGER NOT NULL DEFAULT 0, c11 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, question, unit, channel, standing)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rollup_month (
        month INTEGER NOT NULL, question TEXT NOT NULL, unit TEXT NOT NULL,
        channel TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0, c6 INTEGER NOT NULL DEFAULT 0,
        c7 INTEGER NOT NULL DEFAULT 0, c8 INTEGER NOT NULL DEFAULT 0, c9 INTEGER NOT NULL DEFAULT 0,
        c10 INTEGER NOT NULL DEFAULT 0, c11 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (month, question, unit, channel, standing)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE tally (
        id TEXT PRIMARY KEY,
        unit TEXT NOT NULL,
        question TEXT NOT NULL,
        service TEXT NOT NULL,
        channel TEXT NOT NULL,
        source TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        counts TEXT NOT NULL,
        received_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX tally_place ON tally (unit, question, service, channel, source, from_day);

      CREATE TABLE volume (
        unit TEXT NOT NULL,
        service TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        transactions INTEGER NOT NULL,
        received_ms INTEGER NOT NULL,
        PRIMARY KEY (unit, service, from_day, to_day)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 2,
    sql: `
      CREATE TABLE measure (
        unit TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        inputs TEXT NOT NULL,
        received_ms INTEGER NOT NULL,
        PRIMARY KEY (unit, from_day, to_day)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 3,
    sql: `
      CREATE TABLE shift (
        touchpoint TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        officer TEXT NOT NULL,
        PRIMARY KEY (touchpoint, from_ms)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rollup_officer (
        day INTEGER NOT NULL, question TEXT NOT NULL, officer TEXT NOT NULL, unit TEXT NOT NULL, service TEXT NOT NULL,
        channel TEXT NOT NULL, touchpoint TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0, c6 INTEGER NOT NULL DEFAULT 0,
        c7 INTEGER NOT NULL DEFAULT 0, c8 INTEGER NOT NULL DEFAULT 0, c9 INTEGER NOT NULL DEFAULT 0,
        c10 INTEGER NOT NULL DEFAULT 0, c11 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, question, officer, unit, service, channel, touchpoint, standing)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: 4,
    sql: `
      ALTER TABLE agency ADD COLUMN publication_threshold INTEGER;

      CREATE TABLE publication (
        version INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        published_ms INTEGER NOT NULL,
        "rows" INTEGER NOT NULL,
        restated INTEGER NOT NULL,
        withheld INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE publication_tree (version INTEGER PRIMARY KEY, nodes TEXT NOT NULL) STRICT;

      CREATE TABLE publication_cell (
        leaf TEXT NOT NULL,
        part TEXT NOT NULL,
        facet TEXT NOT NULL,
        tally TEXT NOT NULL,
        PRIMARY KEY (part, leaf, facet)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE publication_arrival (
        part TEXT NOT NULL,
        leaf TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        facets TEXT NOT NULL,
        PRIMARY KEY (part, leaf, epoch)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE publication_row (
        row TEXT PRIMARY KEY,
        family TEXT NOT NULL,
        facet TEXT NOT NULL,
        period TEXT NOT NULL,
        node TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX publication_row_node ON publication_row (family, node, period);
      CREATE INDEX publication_row_period ON publication_row (period);

      CREATE TABLE publication_record (
        row TEXT NOT NULL,
        version INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        tally TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        PRIMARY KEY (row, version)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX publication_record_version ON publication_record (version);

      CREATE TABLE publication_volume (
        row TEXT NOT NULL,
        version INTEGER NOT NULL,
        transactions INTEGER NOT NULL,
        PRIMARY KEY (row, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE publication_guard (id INTEGER PRIMARY KEY, terms TEXT NOT NULL, marks TEXT NOT NULL) STRICT;

      CREATE TABLE publication_moved (
        row TEXT NOT NULL,
        guard INTEGER NOT NULL,
        PRIMARY KEY (row, guard)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX publication_moved_guard ON publication_moved (guard);
    `,
  },
  {
    id: 5,
    sql: `
      CREATE TABLE rollup_reason (
        day INTEGER NOT NULL, unit TEXT NOT NULL, reason TEXT NOT NULL, service TEXT NOT NULL,
        channel TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, unit, reason, service, channel, standing)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO rollup_reason (day, unit, reason, service, channel, standing, c1, c2, c3, c4, c5)
        SELECT f.day, f.unit, named.value, f.service, f.channel, f.standing,
          sum(f.level = 1), sum(f.level = 2), sum(f.level = 3), sum(f.level = 4), sum(f.level = 5)
        FROM feedback AS f, json_each(f.reasons) AS named
        WHERE f.level IS NOT NULL AND f.reasons IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6;

      CREATE TABLE rollup_reason_month (
        month INTEGER NOT NULL, unit TEXT NOT NULL, reason TEXT NOT NULL,
        channel TEXT NOT NULL, standing INTEGER NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (month, unit, reason, channel, standing)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO rollup_reason_month (month, unit, reason, channel, standing, c1, c2, c3, c4, c5)
        SELECT strftime('%Y', day * 86400, 'unixepoch') * 12 + strftime('%m', day * 86400, 'unixepoch') - 1,
          unit, reason, channel, standing, sum(c1), sum(c2), sum(c3), sum(c4), sum(c5)
        FROM rollup_reason
        GROUP BY 1, 2, 3, 4, 5;
    `,
  },
  {
    id: 6,
    sql: `
      CREATE TABLE volume_of_channel (
        unit TEXT NOT NULL,
        service TEXT NOT NULL,
        channel TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        transactions INTEGER NOT NULL,
        received_ms INTEGER NOT NULL,
        PRIMARY KEY (unit, service, channel, from_day, to_day)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO volume_of_channel (unit, service, channel, from_day, to_day, transactions, received_ms)
        SELECT unit, service, '', from_day, to_day, transactions, received_ms FROM volume;
      DROP TABLE volume;
      ALTER TABLE volume_of_channel RENAME TO volume;

      ALTER TABLE publication_volume ADD COLUMN to_day INTEGER;
      ALTER TABLE publication_volume ADD COLUMN asked_days INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE publication_volume ADD COLUMN reported_days INTEGER NOT NULL DEFAULT 0;
    `,
  },
  {
    id: 7,
    sql: `
      ALTER TABLE feedback ADD COLUMN pressure TEXT;

      CREATE TABLE device (
        id TEXT PRIMARY KEY,
        touchpoint TEXT NOT NULL,
        name TEXT NOT NULL,
        opening_hours TEXT NOT NULL,
        pin TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        first_enrolled_ms INTEGER,
        enrolled_ms INTEGER,
        revoked_ms INTEGER,
        last_heartbeat_ms INTEGER,
        last_feedback_ms INTEGER,
        last_test_ms INTEGER,
        heartbeat TEXT,
        clock_ahead_ms INTEGER,
        highest INTEGER NOT NULL,
        highest_ms INTEGER,
        before_key INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_place (
        device TEXT NOT NULL,
        touchpoint TEXT NOT NULL,
        PRIMARY KEY (device, touchpoint)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_key (
        device TEXT NOT NULL,
        number INTEGER NOT NULL,
        public_key TEXT NOT NULL,
        counter INTEGER NOT NULL,
        PRIMARY KEY (device, number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE enrolment_code (
        hash TEXT PRIMARY KEY,
        device TEXT NOT NULL,
        expires_ms INTEGER NOT NULL,
        used_ms INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_number (
        device TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        feedback BLOB NOT NULL,
        PRIMARY KEY (device, sequence)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_range (
        device TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        first_ms INTEGER NOT NULL,
        last_ms INTEGER NOT NULL,
        PRIMARY KEY (device, first)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_day (
        device TEXT NOT NULL,
        day INTEGER NOT NULL,
        minutes BLOB NOT NULL,
        PRIMARY KEY (device, day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_alert (
        device TEXT NOT NULL,
        kind TEXT NOT NULL,
        since_ms INTEGER NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (device, kind)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE device_event (
        id INTEGER PRIMARY KEY,
        device TEXT NOT NULL,
        kind TEXT NOT NULL,
        change TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 8,
    sql: `
      CREATE TABLE withdrawal (
        number INTEGER PRIMARY KEY,
        list TEXT NOT NULL,
        name TEXT NOT NULL,
        unit TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        report TEXT NOT NULL,
        received_ms INTEGER NOT NULL,
        withdrawn_ms INTEGER NOT NULL,
        withdrawn_by TEXT
      ) STRICT;
      CREATE INDEX withdrawal_name ON withdrawal (list, name);
    `,
  },
  {
    id: 9,
    sql: `
      CREATE TABLE own_day_off (
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        name TEXT NOT NULL,
        source TEXT,
        PRIMARY KEY (from_day, to_day)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE own_working_day (
        day INTEGER PRIMARY KEY,
        instead_of INTEGER,
        source TEXT
      ) STRICT;

      CREATE TABLE confirmed_year (
        year INTEGER PRIMARY KEY,
        source TEXT NOT NULL
      ) STRICT;

      CREATE TABLE deadline_clock (
        unit TEXT,
        category TEXT,
        working_days INTEGER NOT NULL,
        warn_working_days INTEGER NOT NULL,
        escalate_working_days INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 10,
    sql: `
      CREATE TABLE sealed_recipient (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        from_day INTEGER NOT NULL,
        until_day INTEGER
      ) STRICT;

      CREATE TABLE sealed_talk (
        id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        public_key TEXT NOT NULL,
        proof TEXT NOT NULL,
        note TEXT NOT NULL,
        day INTEGER NOT NULL,
        state TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sealed_talk_aside (
        id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        public_key TEXT NOT NULL,
        proof TEXT NOT NULL,
        note TEXT NOT NULL,
        day INTEGER NOT NULL,
        state TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sealed_message (
        talk TEXT NOT NULL,
        sender TEXT NOT NULL,
        number INTEGER NOT NULL,
        day INTEGER NOT NULL,
        enc TEXT NOT NULL,
        ciphertext TEXT NOT NULL,
        PRIMARY KEY (talk, sender, number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sealed_message_aside (
        talk TEXT NOT NULL,
        sender TEXT NOT NULL,
        number INTEGER NOT NULL,
        day INTEGER NOT NULL,
        enc TEXT NOT NULL,
        ciphertext TEXT NOT NULL,
        PRIMARY KEY (talk, sender, number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE sealed_mixing (day INTEGER NOT NULL, is_due INTEGER NOT NULL) STRICT;
      INSERT INTO sealed_mixing (day, is_due) VALUES (0, 0);
    `,
  },
  {
    id: 11,
    sql: `
      CREATE TABLE comment_kept (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
        feedback BLOB NOT NULL UNIQUE,
        words TEXT,
        masked TEXT,
        held_for TEXT,
        sameness INTEGER,
        like_of INTEGER,
        ticket TEXT,
        state TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1,
        decision TEXT,
        hide_reason TEXT,
        unit TEXT NOT NULL,
        assigned TEXT,
        touchpoint TEXT NOT NULL,
        page TEXT,
        category TEXT NOT NULL,
        received_day INTEGER NOT NULL,
        due_day INTEGER,
        warn_day INTEGER,
        escalate_day INTEGER,
        is_assumed INTEGER NOT NULL DEFAULT 0,
        told TEXT NOT NULL DEFAULT 'nothing',
        answered_day INTEGER,
        closed_day INTEGER,
        first_due_day INTEGER,
        first_answered_day INTEGER,
        reopened_day INTEGER,
        reopen_why TEXT,
        rating INTEGER,
        rated_day INTEGER,
        may_rate INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      INSERT INTO comment_kept (feedback, words, ticket, state, unit, touchpoint, page, category, received_day)
        SELECT c.feedback, c.words, c.ticket, 'received', f.unit, f.touchpoint, f.page,
          coalesce(f.reasons ->> 0, 'other'), f.day
        FROM comment AS c JOIN feedback AS f ON f.id = c.feedback ORDER BY f.change;
      DROP TABLE comment;
      ALTER TABLE comment_kept RENAME TO comment;
      CREATE UNIQUE INDEX comment_ticket ON comment (ticket) WHERE ticket IS NOT NULL;
      CREATE INDEX comment_unit ON comment (unit);
      CREATE INDEX comment_assigned ON comment (assigned) WHERE assigned IS NOT NULL;
      CREATE INDEX comment_published ON comment (touchpoint, number) WHERE decision = 'approved';
      CREATE INDEX comment_sameness ON comment (sameness, received_day) WHERE sameness IS NOT NULL;
      CREATE INDEX comment_due ON comment (due_day);
      CREATE INDEX comment_received ON comment (received_day);
      CREATE INDEX comment_unread ON comment (number) WHERE masked IS NULL AND words IS NOT NULL;

      CREATE TABLE comment_reply (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(8)))),
        comment INTEGER NOT NULL,
        day INTEGER NOT NULL,
        unit TEXT NOT NULL,
        words TEXT NOT NULL,
        is_public INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX comment_reply_comment ON comment_reply (comment);

      CREATE VIRTUAL TABLE comment_search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
      INSERT INTO comment_search (comment_search, rank) VALUES ('secure-delete', 1);

      CREATE TABLE comment_band (
        band INTEGER NOT NULL,
        comment INTEGER NOT NULL,
        PRIMARY KEY (band, comment)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX comment_band_comment ON comment_band (comment);

      CREATE TABLE audit_entry (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        day INTEGER NOT NULL,
        asker TEXT NOT NULL,
        what TEXT NOT NULL,
        thing TEXT NOT NULL,
        unit TEXT,
        before TEXT,
        after TEXT,
        why TEXT
      ) STRICT;
      CREATE INDEX audit_entry_thing ON audit_entry (thing);
      CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry
        BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
      CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry
        BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;

      ALTER TABLE touchpoint_binding ADD COLUMN comments TEXT NOT NULL DEFAULT 'off';
      ALTER TABLE agency ADD COLUMN ticket_months INTEGER;
    `,
  },
  {
    id: 12,
    // Words are only ever appended, and overwritten in place at their own length: so no row with words is moved, which
    // would leave a copy in a page's free space. The first rows make the table two levels deep, since its root is copied once.
    sql: `
      CREATE TABLE written_words (number INTEGER PRIMARY KEY AUTOINCREMENT, words TEXT NOT NULL) STRICT;
      INSERT INTO written_words (number, words)
        SELECT value, hex(zeroblob(1000)) FROM json_each('[1,2,3,4,5,6]');
      INSERT INTO written_words (number, words)
        SELECT number, words FROM (
          SELECT 2 * number + 10 AS number, words FROM comment WHERE words IS NOT NULL
          UNION ALL SELECT 2 * number + 11, words FROM comment_reply
        ) ORDER BY number;
      ALTER TABLE comment ADD COLUMN written INTEGER;
      UPDATE comment SET written = 2 * number + 10 WHERE words IS NOT NULL;
      ALTER TABLE comment_reply ADD COLUMN written INTEGER;
      UPDATE comment_reply SET written = 2 * number + 11;
      DROP INDEX comment_unread;
      ALTER TABLE comment DROP COLUMN words;
      ALTER TABLE comment_reply DROP COLUMN words;
      CREATE INDEX comment_unread ON comment (number) WHERE masked IS NULL AND written IS NOT NULL;
    `,
  },
  {
    id: 13,
    // Publications of before could be compared with each other until somebody's vote followed; none was ever released.
    sql: `
      DROP TABLE publication;
      DROP TABLE publication_tree;
      DROP TABLE publication_cell;
      DROP TABLE publication_arrival;
      DROP TABLE publication_row;
      DROP TABLE publication_record;
      DROP TABLE publication_volume;
      DROP TABLE publication_guard;
      DROP TABLE publication_moved;

      CREATE TABLE publication (
        version INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        published_ms INTEGER NOT NULL,
        "rows" INTEGER NOT NULL,
        restated INTEGER NOT NULL,
        withheld INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE publication_begun (version INTEGER PRIMARY KEY) STRICT;

      CREATE TABLE publication_quarter (id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE publication_row (
        period TEXT NOT NULL,
        family TEXT NOT NULL,
        value TEXT NOT NULL,
        node TEXT NOT NULL,
        version INTEGER NOT NULL,
        above TEXT,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        row TEXT NOT NULL,
        PRIMARY KEY (period, family, value, node, version)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX publication_row_version ON publication_row (version);
    `,
  },
  {
    id: 14,
    // A choice has no levels: its scale is 0.
    sql: "ALTER TABLE question ADD COLUMN type TEXT NOT NULL DEFAULT 'rating';",
  },
  {
    id: 15,
    // Touchpoints that take unsigned ratings today, although a device was there, stay open.
    sql: `
      ALTER TABLE touchpoint_binding ADD COLUMN client_limit TEXT;

      CREATE TABLE touchpoint_open (touchpoint TEXT PRIMARY KEY, opened_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO touchpoint_open (touchpoint, opened_ms)
        SELECT DISTINCT touchpoint, 0 FROM device_place WHERE touchpoint NOT IN (
          SELECT touchpoint FROM device WHERE enrolled_ms IS NOT NULL AND revoked_ms IS NULL);
    `,
  },
  {
    id: 16,
    // Talks of before had no last day: they get 24 months from the update on, however old they are.
    sql: `
      ALTER TABLE sealed_recipient ADD COLUMN followed TEXT NOT NULL DEFAULT 'unproved';
      ALTER TABLE sealed_recipient ADD COLUMN signature TEXT;
      ALTER TABLE sealed_recipient ADD COLUMN announced_day INTEGER;
      UPDATE sealed_recipient SET followed = 'first' WHERE number = 1;

      CREATE TABLE sealed_announcement (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        named_by TEXT NOT NULL,
        announced_day INTEGER
      ) STRICT;

      CREATE TABLE sealed_filler (zeros BLOB NOT NULL) STRICT;
      CREATE TABLE sealed_keeping (months INTEGER NOT NULL) STRICT;
      INSERT INTO sealed_keeping (months) VALUES (24);
      ALTER TABLE sealed_talk ADD COLUMN last_day INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE sealed_talk_aside ADD COLUMN last_day INTEGER NOT NULL DEFAULT 0;
      UPDATE sealed_talk SET last_day = unixepoch() / 86400 + 731;
    `,
  },
  {
    id: 17,
    // Keys from before have no end. Codes from before are hashed from the first start on; the row says up to which feedback.
    sql: `
      ALTER TABLE access_key ADD COLUMN expires_day INTEGER;
      ALTER TABLE access_key ADD COLUMN used_day INTEGER;
      ALTER TABLE access_key ADD COLUMN told_end INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE access_key ADD COLUMN replaced_by TEXT;

      CREATE TABLE code_hashing (feedback BLOB NOT NULL) STRICT;
      INSERT INTO code_hashing (feedback) SELECT x'' WHERE EXISTS (SELECT 1 FROM feedback);
    `,
  },
  {
    id: 18,
    // Both indexes hold flagged rows and rows set aside alone, so that an ordinary rating costs nothing more.
    sql: `
      CREATE INDEX feedback_flagged ON feedback (day) WHERE flags IS NOT NULL;
      CREATE INDEX feedback_aside ON feedback (corrected_ms) WHERE standing = 2;

      ALTER TABLE access_key ADD COLUMN made_by TEXT;

      CREATE TABLE set_aside (
        number INTEGER PRIMARY KEY,
        touchpoint TEXT,
        sign TEXT,
        from_ms INTEGER NOT NULL,
        before_ms INTEGER NOT NULL,
        reason TEXT NOT NULL,
        role TEXT NOT NULL,
        proposed_ms INTEGER NOT NULL,
        proposed_by TEXT NOT NULL,
        effective_ms INTEGER,
        effective_by TEXT,
        undone_ms INTEGER,
        undone_by TEXT,
        undo_reason TEXT,
        moved_to INTEGER,
        move_until INTEGER
      ) STRICT;
    `,
  },
  {
    id: 19,
    // Units read counts that have settled; see `counts/settle-people.ts`.
    sql: `
      CREATE TABLE settling (through INTEGER NOT NULL, until INTEGER NOT NULL, change INTEGER NOT NULL) STRICT;

      CREATE TABLE unsettled (
        unit TEXT NOT NULL,
        channel TEXT NOT NULL,
        touchpoint TEXT NOT NULL,
        service TEXT NOT NULL,
        officer TEXT NOT NULL,
        standing INTEGER NOT NULL,
        day INTEGER NOT NULL,
        reason TEXT NOT NULL,
        question TEXT NOT NULL,
        c1 INTEGER NOT NULL, c2 INTEGER NOT NULL, c3 INTEGER NOT NULL, c4 INTEGER NOT NULL, c5 INTEGER NOT NULL,
        c6 INTEGER NOT NULL, c7 INTEGER NOT NULL, c8 INTEGER NOT NULL, c9 INTEGER NOT NULL, c10 INTEGER NOT NULL,
        c11 INTEGER NOT NULL,
        PRIMARY KEY (unit, channel, touchpoint, service, officer, standing, day, reason, question)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE settled_span (
        number INTEGER PRIMARY KEY,
        unit TEXT NOT NULL,
        channel TEXT NOT NULL,
        touchpoint TEXT NOT NULL,
        service TEXT NOT NULL,
        officer TEXT NOT NULL,
        standing INTEGER NOT NULL,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX settled_span_unit ON settled_span (unit, to_day);

      CREATE TABLE settled_count (
        span INTEGER NOT NULL,
        reason TEXT NOT NULL,
        question TEXT NOT NULL,
        counts TEXT NOT NULL,
        PRIMARY KEY (span, reason, question)
      ) STRICT, WITHOUT ROWID;

      -- What was said beside staff, or on the phone that took over; with the people who rated there that day. Where it is not known what
      -- a feedback follows, it may have been a kiosk's.
      CREATE VIEW said_at_counter AS
        SELECT f.id, (SELECT coalesce(sum(r.c1 + r.c2 + r.c3 + r.c4 + r.c5), 0) FROM rollup_fine AS r
          WHERE r.day = f.day AND r.question = 'overall' AND r.unit = f.unit AND r.touchpoint = f.touchpoint) AS people
        FROM feedback AS f
        WHERE f.channel IN ('kiosk', 'counter') OR (f.follows IS NOT NULL AND coalesce(
          (SELECT first.channel FROM feedback AS first WHERE first.id = unhex(replace(f.follows, '-', ''))), 'kiosk'
        ) IN ('kiosk', 'counter'));
    `,
  },
  {
    id: 20,
    sql: `
      -- Whether the database takes a write, and what its last nightly check found.
      CREATE TABLE health (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        beaten_ms INTEGER NOT NULL,
        checked_ms INTEGER,
        found TEXT
      ) STRICT;
    `,
  },
  {
    id: 21,
    // What words are that are no comment: advert, test or abuse.
    sql: `
      ALTER TABLE comment ADD COLUMN not_comment TEXT;
      CREATE INDEX comment_not_comment ON comment (touchpoint) WHERE not_comment IS NOT NULL;
    `,
  },
  {
    id: 22,
    // Ratings of closed days that came today and settle today; `is_new` while their counts are added.
    sql: `
      CREATE TABLE settled_late (
        id BLOB PRIMARY KEY,
        received_ms INTEGER NOT NULL,
        is_new INTEGER NOT NULL DEFAULT 1
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE settling_late (change INTEGER NOT NULL) STRICT;
      INSERT INTO settling_late (change) VALUES (0);
    `,
  },
  {
    id: 23,
    // Recordings that kiosks read texts aloud by; the id is the SHA-256 of the bytes.
    sql: `
      CREATE TABLE audio (
        id TEXT PRIMARY KEY,
        type TEXT NOT NULL,
        bytes BLOB NOT NULL,
        created_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 24,
    // JSON of `LaterFacts`, such as address, contacts and targets of the agency; each is absent until it is set.
    sql: "ALTER TABLE agency ADD COLUMN later_facts TEXT NOT NULL DEFAULT '{}';",
  },
  {
    id: 25,
    // Telephone and address of the recipient of sealed reports.
    sql: `
      CREATE TABLE sealed_contact (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        name TEXT NOT NULL,
        phone TEXT,
        address TEXT
      ) STRICT;
    `,
  },
  {
    id: 26,
    // Counts by hour; feedback from before is counted from the first start on, and the row says up to which id.
    sql: `
      CREATE TABLE rollup_hour (
        day INTEGER NOT NULL, hour INTEGER NOT NULL, channel TEXT NOT NULL,
        standing INTEGER NOT NULL, unit TEXT NOT NULL,
        c1 INTEGER NOT NULL DEFAULT 0, c2 INTEGER NOT NULL DEFAULT 0, c3 INTEGER NOT NULL DEFAULT 0,
        c4 INTEGER NOT NULL DEFAULT 0, c5 INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, hour, channel, standing, unit)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE hour_counting (feedback BLOB NOT NULL) STRICT;
      INSERT INTO hour_counting (feedback) SELECT x'' WHERE EXISTS (SELECT 1 FROM feedback);
    `,
  },
  {
    id: 27,
    // Answers to comments as publications show them, by quarter; null is withheld.
    sql: `
      CREATE TABLE frozen_answers (
        quarter TEXT PRIMARY KEY,
        from_day INTEGER NOT NULL,
        to_day INTEGER NOT NULL,
        version INTEGER NOT NULL,
        received INTEGER,
        on_time INTEGER,
        rated INTEGER,
        satisfied INTEGER,
        withheld TEXT
      ) STRICT;
    `,
  },
  {
    id: 28,
    // Begun simulated figures have a row; `made` is JSON of what they are, null until all are there.
    sql: "CREATE TABLE sample (only INTEGER PRIMARY KEY DEFAULT 1 CHECK (only = 1), made TEXT) STRICT;",
  },
  {
    id: 29,
    // People of the office who are signed in; only the hash of a session's secret.
    sql: `
      CREATE TABLE office_session (
        id TEXT PRIMARY KEY,
        hash TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('key', 'member', 'root')),
        holder TEXT NOT NULL,
        begun_ms INTEGER NOT NULL,
        seen_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX office_session_holder ON office_session (kind, holder);
    `,
  },
  {
    id: 30,
    // People of the office; of an invitation only the hash of its code. A key with a member is what they sign in by.
    sql: `
      CREATE TABLE office_member (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        unit TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('invited', 'joined', 'removed')),
        invited_ms INTEGER NOT NULL,
        invited_by TEXT,
        joined_ms INTEGER,
        removed_ms INTEGER,
        seen_day INTEGER,
        issuer TEXT,
        subject TEXT,
        code_hash TEXT UNIQUE,
        lapses_ms INTEGER,
        UNIQUE (issuer, subject)
      ) STRICT;
      ALTER TABLE access_key ADD COLUMN member TEXT;
      CREATE INDEX access_key_member ON access_key (member) WHERE member IS NOT NULL;
    `,
  },
  {
    id: 31,
    // The agency's provider of OpenID Connect, with its client's secret; the label is JSON.
    sql: `
      CREATE TABLE sign_in (
        only INTEGER PRIMARY KEY DEFAULT 1 CHECK (only = 1),
        issuer TEXT NOT NULL,
        client_id TEXT NOT NULL,
        client_secret TEXT,
        label TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 32,
    // Beginnings of answers to comments; the agency's code as a unit means everybody.
    sql: `
      CREATE TABLE answer_template (
        id TEXT PRIMARY KEY,
        unit TEXT NOT NULL,
        title TEXT NOT NULL,
        words TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    id: 33,
    // JSON of who may have what a member signs in by, and who may have the code of the open invitation: ids of keys and members.
    sql: `
      ALTER TABLE office_member ADD COLUMN hands TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE office_member ADD COLUMN code_hands TEXT NOT NULL DEFAULT '[]';
      UPDATE office_member SET hands = json_array(invited_by), code_hands = json_array(invited_by)
        WHERE invited_by IS NOT NULL;
      ALTER TABLE office_member DROP COLUMN invited_by;
    `,
  },
  {
    id: 34,
    // Whether nothing is taken at the touchpoint while the binding holds.
    sql: "ALTER TABLE touchpoint_binding ADD COLUMN closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1));",
  },
];
