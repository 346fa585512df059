package store

import (
	"context"
	"errors"

	"github.com/xianfeng-oss/xianfeng/store/schema"
)

// Erase removes every table of a PostgreSQL database that Open made.
func Erase(ctx context.Context, dsn string) error {
	pg, err := openPostgres(dsn)
	if err != nil {
		return err
	}
	p, err := schema.Provider(schema.Postgres, pg)
	if err == nil {
		_, err = p.DownTo(ctx, 0)
	}
	return errors.Join(err, pg.Close())
}
