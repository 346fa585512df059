package preparation

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Look returns a preparation with all that its pages show.
func (s *Service) Look(ctx context.Context, who people.Actor, id ID) (v View, err error) {
	var body []byte
	err = s.db.View(ctx, func(tx Tx) error {
		if v.Preparation, err = s.open(tx, who, id); err != nil {
			return err
		}
		if v.Tree, err = s.trees.At(tx, v.Root, organisation.DayOf(s.clock())); err != nil {
			return err
		}
		body, err = document(tx, v.Preparation)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Organiser, _ = v.Tree.Unit(v.Unit)
	if v.Plan, err = choice.Read(v.Template, v.Source, v.Choices); err == nil && v.Ready() && body != nil {
		v.Beside, err = original.Beside(v.Book, v.File, body)
	}
	return v, err
}
