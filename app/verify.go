package app

import (
	"context"
	"errors"

	"github.com/xianfeng-oss/xianfeng/store"
)

// Verify compares everything that is stored in an installation with its audit
// record, and with a signed head kept elsewhere unless against is "".
func Verify(ctx context.Context, o Options, against string) (r store.Report, err error) {
	d, err := OpenData(ctx, o)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return store.Verify(ctx, d.DB, store.VerifyOptions{Key: d.Key, Against: against})
}
