package preparation

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/official"
	"github.com/xianfeng-oss/xianfeng/passage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Look returns a preparation with all that its pages show.
func (s *Service) Look(ctx context.Context, who people.Actor, id ID) (v View, err error) {
	var body []byte
	err = s.db.View(ctx, func(tx Tx) error {
		if v.Preparation, err = s.open(tx, who, id); err != nil {
			return err
		}
		if v.Tree, err = s.trees.At(tx, v.Root, s.today()); err != nil {
			return err
		}
		if v.File != "" {
			body, err = tx.Prepared(id)
		}
		return err
	})
	if err != nil {
		return v, err
	}
	v.Organiser, _ = v.Tree.Unit(v.Unit)
	v.Today = s.today()
	v.Book, v.Warnings, err = fitted(v.Preparation)
	if problems, ok := mistakes(err); ok {
		v.Problems = problems
		return v, nil
	}
	if err == nil && body != nil {
		file, err := official.Read(body)
		if err != nil {
			return v, err
		}
		v.Beside = passage.Align(v.Book, file)
	}
	return v, err
}
