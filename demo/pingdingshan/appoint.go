package pingdingshan

import (
	"context"
	"fmt"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// The plan leaves two groups of posts without names (P-44, P-45). They are
// filled in the first days, and one deputy is succeeded by another in the
// second year.
var (
	filled    = calendar.Date{Year: 2018, Month: 6, Day: 4}
	succeeded = calendar.Date{Year: 2019, Month: 9, Day: 2}
)

// appoint puts on the agenda of a day who comes to a post.
func appoint(s *demo.Story, day calendar.Date) {
	switch day {
	case filled:
		s.Add(day, 10*60, func(ctx context.Context) error {
			for i, post := range []string{"vice-chairs", "vice-chairs", "members", "members", "members"} {
				if err := s.Appoint(ctx, post, fmt.Sprint(post, i), day); err != nil {
					return err
				}
			}
			return nil
		})
	case succeeded:
		s.Add(day, 10*60, func(ctx context.Context) error {
			posts, err := s.Posts.List(ctx, s.Offices[helpOffice], s.Campaign, day)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(posts, func(p post.View) bool { return p.Post == "vice-chairs" })
			if err := s.Posts.Relieve(ctx, s.Director, s.Campaign, posts[i].Holders[0].Holding.ID, day.AddDays(-1)); err != nil {
				return err
			}
			return s.Appoint(ctx, "vice-chairs", "vice-chairs successor", day)
		})
	}
}
