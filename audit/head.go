package audit

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a hash of the tree: SHA-256 with the prefixes of RFC 6962.
type Hash = tlog.Hash

// Head says what the whole log was when it had Size records. Its Note is the
// signed text that is kept elsewhere: three lines (name of the key, size, root),
// an empty one and the signature.
type Head struct {
	Size int64
	Root Hash
	Note string
	At   time.Time
}

// sign makes the head of a tree.
func (k Key) sign(size int64, root Hash, at time.Time) (Head, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n", k.signer.Name(), size, root)
	signed, err := note.Sign(&note.Note{Text: text}, k.signer)
	return Head{Size: size, Root: root, Note: string(signed), At: at}, err
}

// ReadHead reads a signed note and checks its signature.
func (v Verifier) ReadHead(text string) (Head, error) {
	n, err := note.Open([]byte(text), note.VerifierList(v.verifier))
	if err != nil {
		return Head{}, fmt.Errorf("audit: head: %w", err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != v.verifier.Name() {
		return Head{}, fmt.Errorf("audit: a note that is no head of %s", v.verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Head{}, fmt.Errorf("audit: head: size %q", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Head{}, fmt.Errorf("audit: head: %w", err)
	}
	return Head{Size: size, Root: root, Note: text}, nil
}
