package person

import (
	"encoding/base64"
	"encoding/binary"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Pairs returns the pairs of neighbouring letters and digits of a text, without
// regard to case or width. What stands between two words joins nothing.
func Pairs(text string) [][2]rune {
	var out [][2]rune
	last := rune(-1)
	for _, r := range text {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		r = unicode.ToLower(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			last = -1
			continue
		}
		if last >= 0 {
			out = append(out, [2]rune{last, r})
		}
		last = r
	}
	return out
}

// NameGrams turns the pairs of a personal name into keyed hashes, which are
// negative: whoever has the file alone reads no name out of it.
func NameGrams(keys *seal.Ring, name string) []int64 {
	var out []int64
	for _, p := range Pairs(name) {
		sum, err := base64.RawStdEncoding.DecodeString(keys.Mark("entry/gram", string(p[:])))
		if err != nil {
			panic(err) // a mark is base64
		}
		out = append(out, -1-int64(binary.BigEndian.Uint64(sum)>>1))
	}
	return out
}

// forgetGrams removes the marks by which a search finds the name in the entries
// about a person; they are the negative ones.
func (q People) forgetGrams(id organisation.PersonID) error {
	_, err := q.Exec("DELETE FROM entry_gram WHERE gram < 0 AND doc IN (SELECT doc FROM entry WHERE person_id = $1)", string(id))
	return err
}

// renameGrams lets a search find the entries about a person by another name,
// wherever it was corrected.
func (q People) renameGrams(id organisation.PersonID, old, name string) error {
	was, is := NameGrams(q.Keys, old), NameGrams(q.Keys, name)
	if len(was) > 0 {
		var w sqltx.Where
		args := make([]any, len(was))
		for i, g := range was {
			args[i] = g
		}
		w.And("gram IN ("+sqltx.Marks(len(args))+")", args...)
		w.And("doc IN (SELECT doc FROM entry WHERE person_id = ?)", string(id))
		if _, err := q.Exec("DELETE FROM entry_gram "+w.String(), w.Args...); err != nil {
			return err
		}
	}
	for _, g := range is {
		if _, err := q.Exec(`INSERT INTO entry_gram (gram, doc) SELECT CAST($1 AS BIGINT), e.doc FROM entry e
			WHERE e.person_id = $2 AND NOT EXISTS (SELECT 1 FROM entry_gram g WHERE g.gram = $1 AND g.doc = e.doc)`, g, string(id)); err != nil {
			return err
		}
	}
	return nil
}
