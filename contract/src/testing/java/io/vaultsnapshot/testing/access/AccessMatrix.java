package io.vaultsnapshot.testing.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The access matrix: each identity, each attempt, each target. What {@link #ALLOWED} does not name is refused. So a new attempt,
 * target or identity is refused everywhere until a line here allows it.
 */
public final class AccessMatrix {
    /** Identity, attempts, targets. */
    private static final String ALLOWED = """
            writer           assume                         own-token
            writer           put    own-snapshot,own-run

            foreign-writer   assume                         own-token
            foreign-writer   put    own-snapshot,own-run

            shared-writer    assume                         eks
            shared-writer    put    own-snapshot,own-run

            # Without tags there is a session. It has no right.
            untagged-writer  assume                         eks

            verifiers        assume                         lambda
            verifiers        get,get-version,list,list-versions    own-snapshot,longer-name,other-snapshot,self-test
            verifiers        get,get-version,list           own-record,other-record,own-status,other-status
            verifiers        get,get-version,list           fleet-index,fleet-page
            verifiers        get,get-version,list           own-proof,other-proof,own-run,other-run,acknowledgement
            verifiers        put    own-record,other-record,own-status,other-status,self-test
            verifiers        put,copy-snapshot-over         fleet-index,fleet-page
            verifiers        copy-snapshot-over             own-record,other-record,own-status,other-status,self-test
            verifiers        sign                           signing-key
            verifiers        describe-key                   seal-key
            verifiers        use                            function,topic

            # That they are there, and not what is in them.
            verifiers        list-copies                    copy-of-snapshot

            # A stack with retentionDays: what a newer proven snapshot supersedes may go.
            retaining-verifier    tag-superseded,untag-version    own-snapshot,longer-name,other-snapshot,self-test

            # Who sees the dashboard can start it, so it can do no more than that person may see.
            widget           assume                         lambda
            widget           get                            fleet-index

            drill            assume                         own-token
            drill            get,get-version,list,list-versions    own-snapshot
            drill            get                            own-record,own-status
            drill            put    own-proof
            drill            copy-snapshot-over             own-proof
            drill            decrypt,encrypt,describe-key   seal-key

            restorer         assume                         person-with-mfa,named-role
            restorer         get,get-version,list,list-versions    own-snapshot,longer-name,other-snapshot,self-test
            restorer         get,get-version,list,list-versions    own-record,other-record,own-status,other-status
            restorer         get,get-version,list,list-versions    fleet-index,fleet-page

            auditor          assume                         person-with-mfa,named-role
            auditor          list,list-versions             own-snapshot,longer-name,other-snapshot,self-test
            auditor          get,get-version,list,list-versions    own-record,other-record,own-status,other-status
            auditor          get,get-version,list,list-versions    fleet-index,fleet-page
            auditor          get,get-version,list,list-versions    own-proof,other-proof
            auditor          verify,public-key              signing-key

            # It reads for copying only: its rights let nobody read an object.
            replication      assume                         s3
            replication      write-copy,tag-copy            copy-of-snapshot,copy-of-record
            replication      list    own-snapshot,longer-name,other-snapshot,self-test,own-record,other-record,own-status
            replication      list    other-status,own-proof,other-proof,own-run,other-run,acknowledgement,elsewhere
            replication      list    fleet-index,fleet-page
            """;

    private static final Set<AccessCell> ALLOWED_CELLS = read();

    private AccessMatrix() {}

    /** Returns every cell. */
    public static List<AccessCell> cells() {
        List<AccessCell> cells = new ArrayList<>();
        for (AccessIdentity identity : AccessIdentity.values()) {
            for (AccessAttempt attempt : AccessAttempt.values()) {
                AccessTarget.of(attempt.group())
                        .forEach(target -> cells.add(new AccessCell(identity, attempt, target)));
            }
        }
        return cells;
    }

    /** Returns whether the cell is allowed; else it is refused. */
    public static boolean allows(AccessCell cell) {
        return ALLOWED_CELLS.contains(cell);
    }

    /** Returns the cells that can also be executed at a server; the others are decided from the policies alone. */
    public static List<AccessCell> executed() {
        return cells().stream().filter(cell -> StaticOnly.reason(cell).isEmpty()).toList();
    }

    private static Set<AccessCell> read() {
        Set<AccessCell> cells = new LinkedHashSet<>();
        ALLOWED.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +", -1))
                .forEach(words -> {
                    for (AccessIdentity identity : identities(words[0])) {
                        for (String attempt : words[1].split(",", -1)) {
                            for (String target : words[2].split(",", -1)) {
                                cells.add(cell(identity, attempt, target));
                            }
                        }
                    }
                });
        return cells;
    }

    private static List<AccessIdentity> identities(String word) {
        return word.equals("verifiers")
                ? List.of(AccessIdentity.VERIFIER, AccessIdentity.RETAINING_VERIFIER)
                : List.of(find(AccessIdentity.values(), AccessIdentity::id, word));
    }

    private static AccessCell cell(AccessIdentity identity, String attempt, String target) {
        AccessCell cell = new AccessCell(
                identity,
                find(AccessAttempt.values(), AccessAttempt::id, attempt),
                find(AccessTarget.values(), AccessTarget::id, target));
        if (cell.attempt().group() != cell.target().group()) {
            throw new IllegalStateException("no such cell: " + cell);
        }
        return cell;
    }

    private static <E> E find(E[] all, Function<E, String> id, String word) {
        return Stream.of(all)
                .filter(each -> id.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(word + " is none of "
                        + Arrays.stream(all).map(id).collect(Collectors.joining(", "))));
    }
}
