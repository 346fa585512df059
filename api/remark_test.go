package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// A reader without a verdict notes something on what was sent, on nothing else.
func TestRemark(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-09-28 09:00")
	leader := w.token(people.Leader, "PDS", "")
	it := w.Duty("yexian", "monthly-report", "2018-09", "")
	path := "/duties/" + string(it.ID) + "/remarks"
	if got := w.post(leader, path, obj{"text": "请补充"}).status; got != http.StatusConflict {
		t.Errorf("a remark on nothing: %d", got)
	}
	_, err := w.Send(w.As(people.Liaison, "yexian"), it.ID, stage.Monthly())
	w.Must(err)
	if got := w.post(leader, path, obj{"text": " "}).status; got != http.StatusUnprocessableEntity {
		t.Errorf("an empty remark: %d", got)
	}
	if got := w.post(leader, path, obj{"text": "数字与上月差别较大"}).status; got != http.StatusOK {
		t.Fatalf("a remark: %d", got)
	}
	var all struct {
		Items []api.Remark `json:"items"`
	}
	w.Must(json.Unmarshal(w.get(w.token(people.Liaison, "yexian", ""), path).raw, &all))
	if len(all.Items) != 1 || all.Items[0].Text != "数字与上月差别较大" || all.Items[0].Version != 1 || all.Items[0].At == nil {
		t.Errorf("%+v", all.Items)
	}
}
