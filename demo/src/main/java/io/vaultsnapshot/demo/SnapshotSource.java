package io.vaultsnapshot.demo;

import java.util.Map;

/**
 * What the backup job takes its snapshots from.
 *
 * @param variables values that replace those of the Pod spec
 * @param secrets how many secrets a snapshot holds at least
 */
record SnapshotSource(Map<String, String> variables, int secrets) {}
