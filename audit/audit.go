// Package audit keeps the record of who did what. An act is written with its
// hash in the act's own transaction; one sequencer places the records into an
// append-only Merkle tree; Verify re-hashes all of it and compares what the
// covered tables hold with what the records say (P-41).
//
// The record holds no personal value in clear: a sealed column stands in it
// only as the hash of a row that holds ciphertext.
package audit

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/xianfeng-oss/xianfeng/ident"
)

// ID identifies a record.
type ID string

// Origin says who acts and from where.
type Origin struct {
	Account string `json:"account,omitempty"` // account id, "" for the program itself
	Login   string `json:"login,omitempty"`   // the login at the time of the act
	Address string `json:"address,omitempty"` // network address of the client
	Request string `json:"request,omitempty"` // request id, as in the log
}

// Act is what was done. Old and New hold the values a reader of the trail
// wants to see; neither may hold a personal value.
type Act struct {
	Name     string         `json:"act"`                // message key below «act.»: «report.send»
	Subject  string         `json:"subject,omitempty"`  // id of what was acted on
	Root     string         `json:"root,omitempty"`     // federation it belongs to
	Campaign string         `json:"campaign,omitempty"` // campaign it belongs to
	Unit     string         `json:"unit,omitempty"`     // unit it concerns
	Clause   string         `json:"clause,omitempty"`   // clause it carries out
	Old      map[string]any `json:"old,omitempty"`
	New      map[string]any `json:"new,omitempty"`
}

// Change says that a row of a covered table now has this content.
type Change struct {
	Table    string `json:"t"`
	Key      string `json:"k"`           // primary key, parts joined by «|»
	Revision int64  `json:"r,omitempty"` // revision of the row, 0 if it never changes
	Hash     string `json:"h"`           // of all its stored columns
}

// Record is an act with its origin, its instant and the rows it wrote. Body is
// the text that is hashed; everything else is read from it.
type Record struct {
	ID      ID        `json:"id"`
	At      time.Time `json:"at"`
	Origin  Origin    `json:"from"`
	Act     Act       `json:"did"`
	Changes []Change  `json:"rows,omitempty"`

	Body string `json:"-"`
	Hash Hash   `json:"-"`
}

// NewRecord seals an act into a record.
func NewRecord(at time.Time, from Origin, act Act, changes []Change) (Record, error) {
	r := Record{ID: ident.New[ID](), At: at.UTC().Truncate(time.Millisecond), Origin: from, Act: act, Changes: changes}
	body, err := json.Marshal(r)
	if err != nil {
		return Record{}, err
	}
	r.Body, r.Hash = string(body), tlog.RecordHash(body)
	return r, nil
}

// ReadRecord reads a record back from its body.
func ReadRecord(body string) (Record, error) {
	var r Record
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		return Record{}, err
	}
	r.Body, r.Hash = body, tlog.RecordHash([]byte(body))
	return r, nil
}

// RowHash hashes the stored columns of a row, in their order: each with its
// type and its length, so that no two rows are written alike.
func RowHash(table string, values []any) string {
	b := make([]byte, 0, 512)
	field := func(kind byte, text string) {
		b = append(b, kind)
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	field('t', table)
	for _, v := range values {
		switch v := v.(type) {
		case string:
			field('s', v)
		case []byte:
			field('b', string(v))
		case int64:
			b = binary.AppendVarint(append(b, 'i'), v)
		default:
			field('?', fmt.Sprintf("%T %v", v, v)) // no column holds another type
		}
	}
	sum := sha256.Sum256(b)
	return base64.RawStdEncoding.EncodeToString(sum[:])
}
