// Reads a dashboard with Grafana's own types. Fails on a field that Grafana does not have, on a value of another type, and on
// a panel whose queries are not CloudWatch's.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cloudwatch"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: go run . DASHBOARD.json")
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	plugins.RegisterDefaultPlugins()
	// Without a problem this returns an empty list of problems, which is not nil, and leaves out values. So it says what is
	// wrong, and the lenient way reads.
	var strict, read dashboard.Dashboard
	if err := strict.UnmarshalJSONStrict(raw); err != nil && err.Error() != "" {
		fail(err)
	}
	if err := json.Unmarshal(raw, &read); err != nil {
		fail(err)
	}
	if err := read.Validate(); err != nil {
		fail(err)
	}
	queries := 0
	for _, each := range read.Panels {
		if each.Panel == nil {
			fail("a row, where a panel was expected")
		}
		for _, target := range each.Panel.Targets {
			query := metrics(target)
			if query == nil {
				fail(fmt.Sprintf("panel %q has a query of type %T that is not one for metrics of CloudWatch", *each.Panel.Title, target))
			}
			if query.Dimensions == nil || query.MetricName == nil {
				fail(fmt.Sprintf("panel %q has a query without metric or dimensions", *each.Panel.Title))
			}
			queries++
		}
	}
	fmt.Printf("%s: %d panels, %d queries\n", os.Args[1], len(read.Panels), queries)
}

func metrics(target any) *cloudwatch.MetricsQuery {
	switch query := target.(type) {
	case *cloudwatch.MetricsQueryOrLogsQueryOrAnnotationQuery:
		return query.MetricsQuery
	case cloudwatch.MetricsQueryOrLogsQueryOrAnnotationQuery:
		return query.MetricsQuery
	default:
		return nil
	}
}

func fail(what any) {
	fmt.Fprintln(os.Stderr, "grafana:", what)
	os.Exit(1)
}
