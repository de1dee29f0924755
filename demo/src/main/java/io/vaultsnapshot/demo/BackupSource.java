package io.vaultsnapshot.demo;

import java.util.Map;

/**
 * What the backup job takes its snapshots from.
 *
 * @param replaced values of the Pod spec that differ on this machine
 * @param programs where the containers' programs are found
 * @param secrets how many secrets a snapshot holds at least
 */
record BackupSource(Map<String, String> replaced, SearchPath programs, int secrets) {}
