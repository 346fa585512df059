package app

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/worker"
)

// alarm tells the log and the metrics what the nightly recount found; the
// workbench of the office shows it from what the recount stored.
func (a *App) alarm() worker.Alarm {
	differences := prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "xianfeng_figure_differences", Help: "Figures that the last nightly recount found to differ from their reports.",
	}, []string{"campaign"})
	a.metrics.MustRegister(differences)
	return func(c campaign.Campaign, found rollup.Recount) {
		differences.WithLabelValues(string(c.ID)).Set(float64(found.Count))
		if found.Count == 0 {
			a.Log.Info("figures recounted", "campaign", c.ID, "versions", found.Versions)
			return
		}
		a.Log.Error("figures differ from their reports", "campaign", c.ID, "differences", found.Count, "places", found.Differences)
	}
}
