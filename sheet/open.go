package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// MaxFile is how large a workbook may be that is read, in bytes.
const MaxFile = 4 << 20

// turns are two: reading a file may take a hundred megabytes for a second or
// two, and this process has others to serve.
var turns = make(chan struct{}, 2)

// turn waits until one more file may be read, and returns what ends that.
func turn(ctx context.Context) (end func(), err error) {
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-ctx.Done():
		return nil, fault.Wrap(ctx.Err(), fault.Unavailable, "sheet.busy")
	}
}

// open opens a foreign file. What is no workbook, or would unfold to more than
// a person fills in, is refused before it does.
func open(file []byte) (f *excelize.File, err error) {
	if len(file) > MaxFile {
		return nil, fault.New(fault.TooLarge, "sheet.too_large", MaxFile>>20)
	}
	defer func() {
		if cause := recover(); cause != nil { // the file is foreign: what it breaks is its own fault
			f, err = nil, fault.Wrap(fmt.Errorf("panic: %v", cause), fault.Invalid, "sheet.not_workbook")
		}
	}()
	switch err := bounded(file); {
	case errors.Is(err, errTooMuch):
		return nil, fault.Wrap(err, fault.Invalid, "sheet.too_much")
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "sheet.not_workbook")
	}
	f, err = excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped,
	})
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "sheet.not_workbook")
	}
	return f, nil
}
