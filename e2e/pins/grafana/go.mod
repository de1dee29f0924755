module vaultsnapshot/grafana

go 1.24

// Apache-2.0. The types of Grafana's dashboards, to read docs/grafana/vault-snapshot.json with.
require github.com/grafana/grafana-foundation-sdk/go v0.0.22
