-- +goose Up
-- Instants are unix milliseconds, 0 for none; dates ISO text, '' for none.
-- A table of «small rows» is kept in its primary key where the engine can.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
); -- small rows

CREATE TABLE unit (
    id            TEXT PRIMARY KEY,
    root_id       TEXT NOT NULL,
    code          TEXT NOT NULL,
    category      TEXT NOT NULL,
    founded_on    TEXT NOT NULL,
    closed_on     TEXT NOT NULL,
    closed_reason TEXT NOT NULL,
    revision      BIGINT NOT NULL,
    UNIQUE (root_id, code)
);
CREATE INDEX unit_changes ON unit (root_id, revision);

CREATE TABLE unit_name (
    id       TEXT PRIMARY KEY,
    unit_id  TEXT NOT NULL REFERENCES unit (id),
    name     TEXT NOT NULL,
    official BIGINT NOT NULL,
    from_on  TEXT NOT NULL,
    to_on    TEXT NOT NULL,
    revision BIGINT NOT NULL
);
CREATE INDEX unit_name_unit ON unit_name (unit_id);

CREATE TABLE unit_parent (
    id        TEXT PRIMARY KEY,
    unit_id   TEXT NOT NULL REFERENCES unit (id),
    hierarchy TEXT NOT NULL,
    parent_id TEXT NOT NULL REFERENCES unit (id),
    from_on   TEXT NOT NULL,
    to_on     TEXT NOT NULL,
    revision  BIGINT NOT NULL
);
CREATE INDEX unit_parent_unit ON unit_parent (unit_id);
CREATE INDEX unit_parent_parent ON unit_parent (parent_id);

CREATE TABLE person (
    id        TEXT PRIMARY KEY,
    root_id   TEXT NOT NULL,
    name      BYTEA NOT NULL,
    phone     BYTEA NOT NULL,
    id_number BYTEA NOT NULL,
    erased_at BIGINT NOT NULL,
    revision  BIGINT NOT NULL
);

-- The key of a person, wrapped by the master key named, and the marks by which
-- the same name and the same identity number are found. All of it goes when the
-- person is erased.
CREATE TABLE person_key (
    person_id     TEXT PRIMARY KEY REFERENCES person (id),
    master        TEXT NOT NULL,
    wrapped       BYTEA NOT NULL,
    name_mark     TEXT NOT NULL,
    identity_mark TEXT NOT NULL
);
CREATE INDEX person_key_master ON person_key (master);
CREATE INDEX person_key_name ON person_key (name_mark);
CREATE INDEX person_key_identity ON person_key (identity_mark) WHERE identity_mark <> '';

CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    root_id       TEXT NOT NULL,
    login         TEXT NOT NULL UNIQUE,
    person_id     TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change   BIGINT NOT NULL,
    disabled_at   BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    revision      BIGINT NOT NULL
);

CREATE TABLE sign_in_failure (
    login    TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_at);

CREATE TABLE account_grant (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id),
    role        TEXT NOT NULL,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    campaign_id TEXT NOT NULL,
    body        TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX account_grant_account ON account_grant (account_id);

CREATE TABLE api_token (
    id         TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    hash       BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE INDEX api_token_account ON api_token (account_id);

CREATE TABLE session (
    token      TEXT PRIMARY KEY,
    data       BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE campaign (
    id               TEXT PRIMARY KEY,
    unit_id          TEXT NOT NULL REFERENCES unit (id),
    root_id          TEXT NOT NULL REFERENCES unit (id),
    playbook_id      TEXT NOT NULL,
    version          BIGINT NOT NULL,
    digest           TEXT NOT NULL,
    title            TEXT NOT NULL,
    launched_at      BIGINT NOT NULL,
    ends_on          TEXT NOT NULL,
    closed_at        BIGINT NOT NULL,
    calendar_version TEXT NOT NULL,
    without          TEXT NOT NULL,
    left_out         TEXT NOT NULL,
    revision         BIGINT NOT NULL,
    UNIQUE (unit_id, playbook_id)
);

CREATE TABLE campaign_playbook (
    campaign_id  TEXT NOT NULL REFERENCES campaign (id),
    version      BIGINT NOT NULL,
    digest       TEXT NOT NULL,
    source       TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (campaign_id, version)
);

CREATE TABLE plan_draft (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    account     TEXT NOT NULL,
    base        BIGINT NOT NULL,
    source      TEXT NOT NULL,
    saved_at    BIGINT NOT NULL,
    PRIMARY KEY (campaign_id, account)
);

CREATE TABLE campaign_document (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    version     BIGINT NOT NULL,
    name        TEXT NOT NULL,
    size        BIGINT NOT NULL,
    digest      TEXT NOT NULL,
    body        BYTEA NOT NULL,
    attached_at BIGINT NOT NULL,
    attached_by TEXT NOT NULL,
    PRIMARY KEY (campaign_id, version)
);

CREATE TABLE preparation (
    id          TEXT PRIMARY KEY,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    root_id     TEXT NOT NULL REFERENCES unit (id),
    template    TEXT NOT NULL,
    source      TEXT NOT NULL,
    title       TEXT NOT NULL,
    choices     TEXT NOT NULL,
    file        TEXT NOT NULL,
    began_by    TEXT NOT NULL,
    began_at    BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    asked       TEXT NOT NULL,
    refusal     TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX preparation_root ON preparation (root_id, changed_at);

CREATE TABLE preparation_document (
    preparation_id TEXT PRIMARY KEY REFERENCES preparation (id),
    body           BYTEA NOT NULL
);

CREATE TABLE post_holding (
    id          TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    post        TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    plan_name   TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX post_holding_campaign ON post_holding (campaign_id, post);

CREATE TABLE post_delegate (
    id          TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    post        TEXT NOT NULL,
    person_id   TEXT NOT NULL REFERENCES person (id),
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX post_delegate_campaign ON post_delegate (campaign_id, post);

CREATE TABLE liaison (
    id          TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    person_id   TEXT NOT NULL REFERENCES person (id),
    deputy      BIGINT NOT NULL,
    from_on     TEXT NOT NULL,
    to_on       TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE UNIQUE INDEX liaison_current ON liaison (campaign_id, unit_id, deputy) WHERE to_on = '';

CREATE TABLE duty (
    id               TEXT PRIMARY KEY,
    campaign_id      TEXT NOT NULL REFERENCES campaign (id),
    unit_id          TEXT NOT NULL REFERENCES unit (id),
    obligation       TEXT NOT NULL,
    form             TEXT NOT NULL,
    period           TEXT NOT NULL,
    clause           TEXT NOT NULL,
    opens_at         BIGINT NOT NULL,
    due_on           TEXT NOT NULL,
    due_at           BIGINT NOT NULL,
    provisional      BIGINT NOT NULL,
    calendar_version TEXT NOT NULL,
    rule_version     BIGINT NOT NULL,
    category         TEXT NOT NULL,
    county_id        TEXT NOT NULL,
    industry_id      TEXT NOT NULL,
    newest           BIGINT NOT NULL,
    nil_report       BIGINT NOT NULL,
    accepted         BIGINT NOT NULL,
    first_at         BIGINT NOT NULL,
    held_on          TEXT NOT NULL,
    judged_at        BIGINT NOT NULL,
    published_at     BIGINT NOT NULL,
    excused          TEXT NOT NULL,
    excused_at       BIGINT NOT NULL,
    pending          TEXT NOT NULL,
    revision         BIGINT NOT NULL,
    UNIQUE (campaign_id, unit_id, obligation, form, period)
);
CREATE INDEX duty_cell ON duty (campaign_id, obligation, period, unit_id);
CREATE INDEX duty_stamp ON duty (campaign_id, obligation, form, period, revision);
CREATE INDEX duty_unit ON duty (unit_id, due_at);
CREATE INDEX duty_due ON duty (campaign_id, (CASE WHEN due_at = 0 THEN 1 ELSE 0 END), due_at, id);
CREATE INDEX duty_period ON duty (campaign_id, period, (CASE WHEN due_at = 0 THEN 1 ELSE 0 END), due_at, id);
CREATE INDEX duty_awaited ON duty (campaign_id, id, form) WHERE newest > 0 AND accepted = 0;

CREATE TABLE duty_recipient (
    duty_id   TEXT NOT NULL REFERENCES duty (id),
    body      TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    version   BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    wanted_on TEXT NOT NULL,
    revision  BIGINT NOT NULL,
    PRIMARY KEY (duty_id, body)
); -- small rows

CREATE TABLE draft (
    duty_id    TEXT PRIMARY KEY REFERENCES duty (id),
    content    TEXT NOT NULL,
    handed_at  BIGINT NOT NULL,
    handed_by  TEXT NOT NULL,
    handed_back TEXT NOT NULL,
    handed_back_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL,
    revision   BIGINT NOT NULL
);

CREATE TABLE report_version (
    duty_id      TEXT NOT NULL REFERENCES duty (id),
    n            BIGINT NOT NULL,
    content      TEXT NOT NULL,
    figures      TEXT NOT NULL,
    digest       TEXT NOT NULL,
    rule_version BIGINT NOT NULL,
    sent_at      BIGINT NOT NULL,
    sent_by      TEXT NOT NULL,
    as_of        BIGINT NOT NULL,
    request_key  TEXT NOT NULL,
    PRIMARY KEY (duty_id, n)
);
CREATE UNIQUE INDEX report_version_request ON report_version (sent_by, request_key) WHERE request_key <> '';

CREATE TABLE review (
    id        TEXT PRIMARY KEY,
    duty_id   TEXT NOT NULL REFERENCES duty (id),
    n         BIGINT NOT NULL,
    body      TEXT NOT NULL,
    verdict   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    wanted_on TEXT NOT NULL,
    at        BIGINT NOT NULL,
    account   TEXT NOT NULL,
    cells     TEXT NOT NULL
);
CREATE INDEX review_duty ON review (duty_id, n);

CREATE TABLE report_remark (
    id      TEXT PRIMARY KEY,
    duty_id TEXT NOT NULL REFERENCES duty (id),
    n       BIGINT NOT NULL,
    text    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    account TEXT NOT NULL
);
CREATE INDEX report_remark_duty ON report_remark (duty_id);

CREATE TABLE attachment (
    id          TEXT PRIMARY KEY,
    duty_id     TEXT NOT NULL REFERENCES duty (id),
    slot        TEXT NOT NULL,
    name        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    size        BIGINT NOT NULL,
    type        TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    uploaded_by TEXT NOT NULL
);
CREATE INDEX attachment_duty ON attachment (duty_id);

-- What was done (台账). The rows of entry_mark, entry_amount and entry_gram say
-- again, one value a row, what stands in the content of an entry; doc is a short
-- form of its id, which two entries may share. They are written with their entry
-- and no entry is ever removed: to look it up for each of them was an eighth of
-- what storing a list costs.
CREATE TABLE entry (
    id          TEXT PRIMARY KEY,
    root_id     TEXT NOT NULL REFERENCES unit (id),
    campaign_id TEXT NOT NULL,
    register    TEXT NOT NULL,
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    since_day   TEXT NOT NULL,
    person_id   TEXT NOT NULL,
    title       TEXT NOT NULL,
    line        TEXT NOT NULL,
    on_day      TEXT NOT NULL,
    until_day   TEXT NOT NULL,
    state       TEXT NOT NULL,
    counted_at  BIGINT NOT NULL,
    same_as     TEXT NOT NULL,
    doc         BIGINT NOT NULL,
    content     TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    created_by  TEXT NOT NULL,
    changed_at  BIGINT NOT NULL,
    changed_by  TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE UNIQUE INDEX entry_same ON entry (same_as, root_id, campaign_id, register) WHERE same_as <> '' AND state <> 'withdrawn';
CREATE INDEX entry_list ON entry (root_id, campaign_id, register, on_day, id, state, unit_id, doc);
CREATE INDEX entry_unit ON entry (unit_id, campaign_id, register, on_day, id, state, doc);
CREATE INDEX entry_state ON entry (root_id, campaign_id, register, state, id);
CREATE INDEX entry_by_unit ON entry (root_id, campaign_id, register, unit_id, id, state);
CREATE INDEX entry_title ON entry (root_id, campaign_id, register, title, id, state, unit_id);
CREATE INDEX entry_changed ON entry (root_id, campaign_id, register, changed_at, id, state, unit_id);
CREATE INDEX entry_doc ON entry (doc);
CREATE INDEX entry_person ON entry (person_id) WHERE person_id <> '';
CREATE INDEX entry_handed ON entry (register, campaign_id, id) WHERE since_day <> '';

CREATE TABLE entry_past (
    entry_id  TEXT NOT NULL REFERENCES entry (id),
    n         BIGINT NOT NULL,
    state     TEXT NOT NULL,
    line      TEXT NOT NULL,
    on_day    TEXT NOT NULL,
    until_day TEXT NOT NULL,
    unit_id   TEXT NOT NULL,
    since_day TEXT NOT NULL,
    title     TEXT NOT NULL,
    content   TEXT NOT NULL,
    note      TEXT NOT NULL,
    move      TEXT NOT NULL,
    at        BIGINT NOT NULL,
    account   TEXT NOT NULL,
    PRIMARY KEY (entry_id, n)
);

-- Every choice, tag, unit and entry that an entry names.
CREATE TABLE entry_mark (
    entry_id TEXT NOT NULL,
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (entry_id, field, value)
); -- small rows
CREATE INDEX entry_mark_value ON entry_mark (value, field);

-- What was decided on two entries that may be the same person: that they are
-- (merged: what named the other names kept since), that they are not, or that
-- it was taken back.
CREATE TABLE entry_pair (
    a          TEXT NOT NULL REFERENCES entry (id),
    b          TEXT NOT NULL REFERENCES entry (id),
    root_id    TEXT NOT NULL,
    verdict    TEXT NOT NULL,
    kept       TEXT NOT NULL,
    moved      TEXT NOT NULL,
    withdrawn  TEXT NOT NULL,
    given      TEXT NOT NULL,
    left_alone BIGINT NOT NULL,
    note       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    account    TEXT NOT NULL,
    revision   BIGINT NOT NULL,
    PRIMARY KEY (a, b)
);
CREATE INDEX entry_pair_root ON entry_pair (root_id, verdict, at);

CREATE TABLE entry_amount (
    entry_id TEXT NOT NULL,
    field    TEXT NOT NULL,
    value    BIGINT NOT NULL,
    PRIMARY KEY (entry_id, field)
); -- small rows
CREATE INDEX entry_amount_value ON entry_amount (field, value, entry_id);

-- Every pair of neighbouring characters of what a search reads: of a text the
-- two characters, of a person's name a keyed hash of them, which is negative.
CREATE TABLE entry_gram (
    gram BIGINT NOT NULL,
    doc  BIGINT NOT NULL,
    PRIMARY KEY (gram, doc)
); -- small rows

-- The requests that recorded entries, so that a second one records nothing; said
-- is the mark of what each said, so that another one is told from it.
CREATE TABLE entry_request (
    account     TEXT NOT NULL,
    request_key TEXT NOT NULL,
    entry_id    TEXT NOT NULL REFERENCES entry (id),
    said        TEXT NOT NULL,
    PRIMARY KEY (account, request_key)
); -- small rows

CREATE TABLE saved_view (
    id          TEXT PRIMARY KEY,
    account     TEXT NOT NULL,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    register    TEXT NOT NULL,
    name        TEXT NOT NULL,
    query       TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    UNIQUE (account, campaign_id, register, name)
);

CREATE TABLE evidence (
    id          TEXT PRIMARY KEY,
    entry_id    TEXT NOT NULL REFERENCES entry (id),
    name        TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    size        BIGINT NOT NULL,
    type        TEXT NOT NULL,
    uploaded_at BIGINT NOT NULL,
    uploaded_by TEXT NOT NULL,
    removed     TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX evidence_entry ON evidence (entry_id);

-- Lists that were handed in for a register: what is wrong in them, and what they
-- would change, until they are stored.
CREATE TABLE intake (
    id          TEXT PRIMARY KEY,
    root_id     TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    register    TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    name        TEXT NOT NULL,
    size        BIGINT NOT NULL,
    state       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    refusal     TEXT NOT NULL,
    began_by    TEXT NOT NULL,
    origin      TEXT NOT NULL,
    began_at    BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX intake_list ON intake (campaign_id, register, began_at, id);
CREATE INDEX intake_open ON intake (began_at) WHERE state IN ('checking', 'checked', 'storing');

CREATE TABLE intake_finding (
    intake_id  TEXT NOT NULL REFERENCES intake (id),
    n          BIGINT NOT NULL,
    sheet      TEXT NOT NULL,
    row_no     BIGINT NOT NULL,
    col_no     BIGINT NOT NULL,
    field      TEXT NOT NULL,
    message    TEXT NOT NULL,
    args       TEXT NOT NULL,
    clause     TEXT NOT NULL,
    found      TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    PRIMARY KEY (intake_id, n)
); -- small rows
CREATE INDEX intake_finding_field ON intake_finding (intake_id, field, n);

CREATE TABLE intake_change (
    intake_id TEXT NOT NULL REFERENCES intake (id),
    n         BIGINT NOT NULL,
    sheet     TEXT NOT NULL,
    row_no    BIGINT NOT NULL,
    col_no    BIGINT NOT NULL,
    fate      TEXT NOT NULL,
    entry_id  TEXT NOT NULL,
    title     TEXT NOT NULL,
    was       TEXT NOT NULL,
    becomes   TEXT NOT NULL,
    alike     TEXT NOT NULL,
    PRIMARY KEY (intake_id, n)
); -- small rows

-- What a sent figure was made of.
CREATE TABLE report_entry (
    duty_id  TEXT NOT NULL REFERENCES duty (id),
    n        BIGINT NOT NULL,
    cell     TEXT NOT NULL,
    entry_id TEXT NOT NULL REFERENCES entry (id),
    value    BIGINT NOT NULL,
    PRIMARY KEY (duty_id, n, cell, entry_id)
); -- small rows
CREATE INDEX report_entry_entry ON report_entry (entry_id);

-- What a unit means to reach of a measure in a year, and every statement of it.
CREATE TABLE goal (
    id          TEXT PRIMARY KEY,
    root_id     TEXT NOT NULL REFERENCES unit (id),
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    unit_id     TEXT NOT NULL REFERENCES unit (id),
    line        TEXT NOT NULL,
    measure     TEXT NOT NULL,
    year        BIGINT NOT NULL,
    in_force    BIGINT NOT NULL,
    newest      BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE UNIQUE INDEX goal_one ON goal (campaign_id, year, unit_id, line, measure);
CREATE INDEX goal_unit ON goal (unit_id);

CREATE TABLE goal_version (
    goal_id      TEXT NOT NULL REFERENCES goal (id),
    n            BIGINT NOT NULL,
    value        BIGINT NOT NULL,
    dropped      BIGINT NOT NULL,
    state        TEXT NOT NULL,
    duty_id      TEXT NOT NULL,
    plan_version BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    at           BIGINT NOT NULL,
    account      TEXT NOT NULL,
    decided_at   BIGINT NOT NULL,
    decided_by   TEXT NOT NULL,
    note         TEXT NOT NULL,
    revision     BIGINT NOT NULL,
    PRIMARY KEY (goal_id, n)
); -- small rows
CREATE INDEX goal_version_awaiting ON goal_version (goal_id) WHERE state = 'awaiting';
CREATE INDEX goal_version_duty ON goal_version (duty_id, plan_version) WHERE duty_id <> '';

-- A discarded draft stays as a row, and a period has one bulletin beside it.
CREATE TABLE bulletin (
    id          TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    duty_id     TEXT NOT NULL REFERENCES duty (id),
    obligation  TEXT NOT NULL,
    period      TEXT NOT NULL,
    state       TEXT NOT NULL,
    title       TEXT NOT NULL,
    note        TEXT NOT NULL,
    practices   TEXT NOT NULL,
    content     TEXT NOT NULL,
    composed_at BIGINT NOT NULL,
    composed_by TEXT NOT NULL,
    signed_at   BIGINT NOT NULL,
    signed_by   TEXT NOT NULL,
    signer      TEXT NOT NULL,
    cosigned    TEXT NOT NULL,
    issued_at   BIGINT NOT NULL,
    issued_by   TEXT NOT NULL,
    year        BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    total       BIGINT NOT NULL,
    document    TEXT NOT NULL,
    digest      TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE UNIQUE INDEX bulletin_duty ON bulletin (duty_id) WHERE state <> 'discarded';
CREATE UNIQUE INDEX bulletin_number ON bulletin (campaign_id, total) WHERE total > 0;
CREATE INDEX bulletin_issued ON bulletin (issued_at, id) WHERE issued_at > 0;

CREATE TABLE bulletin_correction (
    id          TEXT PRIMARY KEY,
    bulletin_id TEXT NOT NULL REFERENCES bulletin (id),
    place       TEXT NOT NULL,
    path        TEXT NOT NULL,
    was         TEXT NOT NULL,
    becomes     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          BIGINT NOT NULL,
    account     TEXT NOT NULL,
    printed_in  TEXT NOT NULL,
    revision    BIGINT NOT NULL
);
CREATE INDEX bulletin_correction_bulletin ON bulletin_correction (bulletin_id, at);

CREATE TABLE calendar_notice (
    id           TEXT PRIMARY KEY,
    root_id      TEXT NOT NULL,
    published_on TEXT NOT NULL,
    source       TEXT NOT NULL
);

CREATE TABLE audit_record (
    id          TEXT PRIMARY KEY,
    at          BIGINT NOT NULL,
    account     TEXT NOT NULL,
    act         TEXT NOT NULL,
    subject     TEXT NOT NULL,
    root_id     TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    unit_id     TEXT NOT NULL,
    body        TEXT NOT NULL,
    hash        BYTEA NOT NULL
);
CREATE INDEX audit_record_subject ON audit_record (subject, at, id);
CREATE INDEX audit_record_campaign ON audit_record (campaign_id, at, id);
CREATE INDEX audit_record_root ON audit_record (root_id, at, id);

-- The records that have no place in the tree yet.
CREATE TABLE audit_pending (
    record_id TEXT PRIMARY KEY
); -- small rows

CREATE TABLE audit_place (
    seq       BIGINT PRIMARY KEY,
    record_id TEXT NOT NULL UNIQUE REFERENCES audit_record (id)
);

CREATE TABLE audit_hash (
    place BIGINT PRIMARY KEY,
    hash  BYTEA NOT NULL
);

CREATE TABLE audit_head (
    size BIGINT PRIMARY KEY,
    root BYTEA NOT NULL,
    note TEXT NOT NULL,
    at   BIGINT NOT NULL
);

CREATE TABLE lease (
    name   TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until  BIGINT NOT NULL
); -- small rows

CREATE TABLE job (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    args       TEXT NOT NULL,
    run_at     BIGINT NOT NULL,
    attempt    BIGINT NOT NULL,
    leased_to  BIGINT NOT NULL,
    done_at    BIGINT NOT NULL,
    failed_at  BIGINT NOT NULL,
    error      TEXT NOT NULL
);
CREATE UNIQUE INDEX job_unique ON job (kind, unique_key) WHERE done_at = 0 AND failed_at = 0 AND unique_key <> '';
CREATE INDEX job_ready ON job (run_at, id) WHERE done_at = 0 AND failed_at = 0;

-- +goose Down
DROP TABLE job;
DROP TABLE lease;
DROP TABLE audit_head;
DROP TABLE audit_hash;
DROP TABLE audit_place;
DROP TABLE audit_pending;
DROP TABLE audit_record;
DROP TABLE calendar_notice;
DROP TABLE bulletin_correction;
DROP TABLE bulletin;
DROP TABLE goal_version;
DROP TABLE goal;
DROP TABLE report_entry;
DROP TABLE intake_change;
DROP TABLE intake_finding;
DROP TABLE intake;
DROP TABLE evidence;
DROP TABLE saved_view;
DROP TABLE entry_request;
DROP TABLE entry_pair;
DROP TABLE entry_gram;
DROP TABLE entry_amount;
DROP TABLE entry_mark;
DROP TABLE entry_past;
DROP TABLE entry;
DROP TABLE attachment;
DROP TABLE report_remark;
DROP TABLE review;
DROP TABLE report_version;
DROP TABLE draft;
DROP TABLE duty_recipient;
DROP TABLE duty;
DROP TABLE liaison;
DROP TABLE post_delegate;
DROP TABLE post_holding;
DROP TABLE preparation_document;
DROP TABLE preparation;
DROP TABLE plan_draft;
DROP TABLE campaign_document;
DROP TABLE campaign_playbook;
DROP TABLE campaign;
DROP TABLE session;
DROP TABLE api_token;
DROP TABLE account_grant;
DROP TABLE sign_in_failure;
DROP TABLE account;
DROP TABLE person_key;
DROP TABLE person;
DROP TABLE unit_parent;
DROP TABLE unit_name;
DROP TABLE unit;
DROP TABLE setting;
