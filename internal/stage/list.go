package stage

import (
	"context"
	"io"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/people"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// openList opens a list that was handed in.
func openList(src io.ReaderAt, size int64) (grid.File, error) { return list.Open(src, size) }

// ActorOf implements intake.Actors: who was asked for by As is who it was, all
// others have their accounts.
func (s *Stage) ActorOf(ctx context.Context, id people.AccountID, from audit.Origin) (people.Actor, error) {
	if who, ok := s.played.Load(id); ok {
		return who.(people.Actor), nil
	}
	who, err := s.People.ActorOf(ctx, id, from)
	if err != nil {
		return who, fault.Wrap(err, fault.NotFound, "fault.not_found")
	}
	return who, nil
}
