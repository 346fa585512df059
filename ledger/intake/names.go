package intake

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/reading"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Names reads from the file of an import whom its new rows are about, by the
// number of the change, masked where they are persons in need. The names are in
// the file alone until it is stored; of one that is gone nobody is named.
func (s *Service) Names(ctx context.Context, who people.Actor, id ID, of []Change) (map[int]string, error) {
	seen, err := s.Open(ctx, who, id)
	if err != nil || seen.State != Checked {
		return nil, err
	}
	_, src, err := s.File(ctx, who, id)
	if err != nil {
		return nil, err
	}
	file, err := s.open(src, seen.Size)
	if err != nil {
		return nil, err
	}
	return reading.Names(ctx, file, &seen.Book, of)
}
