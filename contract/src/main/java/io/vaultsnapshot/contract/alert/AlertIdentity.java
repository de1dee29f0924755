package io.vaultsnapshot.contract.alert;

import java.time.Instant;

/**
 * Which alert it is.
 *
 * @param id one per change and the same for every delivery of it, so that a receiver can tell a repetition
 * @param cluster the cluster's name
 * @param kind why it is sent
 * @param at when it was decided
 */
public record AlertIdentity(String id, String cluster, AlertKind kind, Instant at) {}
