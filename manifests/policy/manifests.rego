# What conftest asks of the generated manifests, in a language other than the one that wrote them. All documents of a cluster are
# judged together: conftest test --combine --policy manifests/policy FILE...
package main

import rego.v1

objects := [document.contents | some document in input]

# The pod templates, each with the object that makes its pods.
pods contains {"owner": object, "namespace": object.metadata.namespace, "labels": template.metadata.labels, "spec": template.spec} if {
	some object in objects
	template := object.spec.jobTemplate.spec.template
}

pods contains {"owner": object, "namespace": object.metadata.namespace, "labels": template.metadata.labels, "spec": template.spec} if {
	some object in objects
	template := object.spec.template
}

containers(pod) := array.concat(pod.spec.containers, object.get(pod.spec, "initContainers", []))

name(pod) := sprintf("%s %s/%s", [pod.owner.kind, pod.namespace, pod.owner.metadata.name])

# Without pods nothing below could fail.
deny contains "the files have no pod" if count(pods) == 0

deny contains sprintf("%s: image %s has no fixed tag and no digest", [name(pod), container.image]) if {
	some pod in pods
	some container in containers(pod)
	not regex.match(`:[^:/@]+$|@sha256:[0-9a-f]{64}$`, container.image)
}

deny contains sprintf("%s: image %s has the tag latest", [name(pod), container.image]) if {
	some pod in pods
	some container in containers(pod)
	regex.match(`:latest(@|$)`, container.image)
}

deny contains sprintf("%s: gets the default token of its ServiceAccount", [name(pod)]) if {
	some pod in pods
	object.get(pod.spec, "automountServiceAccountToken", true) != false
}

deny contains sprintf("%s: a projected token lives longer than 10 minutes, or is for any audience", [name(pod)]) if {
	some pod in pods
	some volume in pod.spec.volumes
	some source in volume.projected.sources
	token := source.serviceAccountToken
	not short_and_for_one_audience(token)
}

short_and_for_one_audience(token) if {
	token.expirationSeconds <= 600
	token.audience != ""
}

deny contains sprintf("%s: no NetworkPolicy denies what it does not name, in both directions", [name(pod)]) if {
	some pod in pods
	not denied_by_default(pod)
}

denied_by_default(pod) if {
	some policy in objects
	policy.kind == "NetworkPolicy"
	policy.metadata.namespace == pod.namespace
	{"Ingress", "Egress"} == {type | some type in policy.spec.policyTypes}
	every label, value in object.get(policy.spec.podSelector, "matchLabels", {}) {
		pod.labels[label] == value
	}
}

deny contains sprintf("%s: container %s may write to its image or gain rights", [name(pod), container.name]) if {
	some pod in pods
	some container in containers(pod)
	not confined(container.securityContext)
}

confined(security) if {
	security.readOnlyRootFilesystem == true
	security.allowPrivilegeEscalation == false
	security.runAsNonRoot == true
	security.capabilities.drop == ["ALL"]
}

deny contains sprintf("%s: container %s has no limit of %s", [name(pod), container.name, resource]) if {
	some pod in pods
	some container in containers(pod)
	some resource in {"cpu", "memory", "ephemeral-storage"}
	not container.resources.limits[resource]
}

deny contains sprintf("%s: mounts a part of the node", [name(pod)]) if {
	some pod in pods
	some volume in pod.spec.volumes
	volume.hostPath
}

deny contains sprintf("namespace %s does not refuse pods that are not restricted", [namespace.metadata.name]) if {
	some namespace in objects
	namespace.kind == "Namespace"
	namespace.metadata.labels["pod-security.kubernetes.io/enforce"] != "restricted"
}
