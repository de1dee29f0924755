package io.vaultsnapshot.manifests.scripts;

import io.vaultsnapshot.manifests.scripts.SnapshotFile.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One file for {@code check-snapshot.sh}, and what the script says about it. */
final class SnapshotCase {
    private static final Path FIXTURES = Path.of("../fixtures");
    private static final String BROKEN_GZIP = "gzip stream is cut short or damaged";
    private static final String NO_TAR = "not a tar archive, or a damaged one";
    private static final String NO_END = "ends without its end marker";
    private static final int END = 1024;
    private static final int META = 0;
    private static final int STATE = 1;
    private static final int SUMS = 2;
    private static final int MEMBERS = 4;

    private final String what;
    private final String words;
    private final byte[] content;

    private SnapshotCase(String what, String words, byte[] content) {
        this.what = what;
        this.words = words;
        this.content = content.clone();
    }

    /** Returns what the script says about it. */
    String words() {
        return words;
    }

    /** Writes it to a file. */
    Path writeTo(Path file) throws IOException {
        return Files.write(file, content);
    }

    /** Returns whole snapshots, those that were taken from real servers among them. */
    static List<SnapshotCase> whole() throws IOException {
        List<SnapshotCase> cases = new ArrayList<>();
        try (Stream<Path> fixtures = Files.list(FIXTURES)) {
            for (Path each :
                    fixtures.filter(path -> path.toString().endsWith(".snap")).toList()) {
                cases.add(whole(String.valueOf(each.getFileName()), Files.readAllBytes(each)));
            }
        }
        List<Member> members = SnapshotFile.members();
        Collections.reverse(members);
        cases.add(whole("members in another order", SnapshotFile.of(members)));
        List<String> lines = new ArrayList<>(sums().lines().toList());
        Collections.reverse(lines);
        cases.add(whole("sums in another order", withSums(String.join("\n", lines))));
        int size = member(STATE).data().length();
        cases.add(whole("size in a PAX record, as from 8 GiB on", withPax("13 size=" + size + "\n")));
        cases.add(whole("PAX records of other kinds", withPax("13 size=" + size + "\n20 atime=1700000000\n")));
        cases.add(whole("type of before POSIX", with(STATE, member(STATE).ofType('\0'))));
        cases.add(whole("long end", archive().end(20 * END).gzip()));
        return cases;
    }

    private static SnapshotCase whole(String what, byte[] content) {
        return new SnapshotCase(what, "four members, sums match", content);
    }

    /** Returns damaged snapshots of every kind. */
    static List<SnapshotCase> damaged() throws IOException {
        List<SnapshotCase> cases = new ArrayList<>();
        damagedGzip(cases);
        damagedTar(cases);
        for (int index = 0; index < MEMBERS; index++) {
            damagedMember(cases, index);
        }
        damagedSums(cases);
        return cases;
    }

    private static void damagedGzip(List<SnapshotCase> cases) throws IOException {
        byte[] real = Files.readAllBytes(FIXTURES.resolve("openbao-2.6.2-shamir.snap"));
        cases.add(new SnapshotCase("empty file", "empty file", new byte[0]));
        for (int length : new int[] {1, 10, 4096, real.length - 9, real.length - 8, real.length - 1}) {
            cases.add(new SnapshotCase("cut at " + length, BROKEN_GZIP, Arrays.copyOf(real, length)));
        }
        for (int at : new int[] {0, real.length / 2, real.length - 8, real.length - 1}) {
            cases.add(new SnapshotCase("changed at " + at, BROKEN_GZIP, changed(real, at)));
        }
        cases.add(new SnapshotCase("HTML", BROKEN_GZIP, bytes("<html>502 Bad Gateway</html>")));
    }

    private static void damagedTar(List<SnapshotCase> cases) {
        byte[] header = SnapshotFile.header("meta.json", '0', 1);
        cases.add(new SnapshotCase("text in gzip", NO_TAR, SnapshotFile.gzip(bytes("x".repeat(4096)))));
        cases.add(new SnapshotCase("nothing in gzip", NO_END, SnapshotFile.gzip(new byte[0])));
        cases.add(new SnapshotCase("half a header", NO_END, SnapshotFile.gzip(new byte[100])));
        cases.add(new SnapshotCase("no end", NO_END, archive().gzip()));
        cases.add(new SnapshotCase(
                "more after the end",
                "bytes follow the end",
                archive().end(END).raw(new byte[] {1}).gzip()));
        for (int at : new int[] {100, 130, 150, 300}) {
            cases.add(new SnapshotCase(
                    "header changed at " + at,
                    NO_TAR,
                    new SnapshotFile().raw(changed(header, at)).end(2 * END).gzip()));
        }
        cases.add(new SnapshotCase("an extra member", "unexpected member 'a b?'", plus(Member.of("a b\n", "x"))));
        cases.add(new SnapshotCase("size beyond the end", NO_END, withPax("13 size=9999\n")));
        cases.add(new SnapshotCase("PAX length", "PAX record has the wrong length", withPax("14 size=2039\n")));
        cases.add(new SnapshotCase("PAX size", "PAX record has no usable size", withPax("14 size=-2039\n")));
        cases.add(new SnapshotCase("PAX path", "PAX record renames a member", withPax("18 path=meta.json\n")));
        cases.add(new SnapshotCase(
                "PAX too long", "PAX header has 8192 bytes", withPax("8192 comment=" + "x".repeat(8178) + "\n")));
    }

    private static void damagedMember(List<SnapshotCase> cases, int index) {
        Member member = member(index);
        String name = member.name();
        List<Member> without = SnapshotFile.members();
        without.remove(index);
        cases.add(new SnapshotCase(name + " missing", name + " is missing", SnapshotFile.of(without)));
        cases.add(new SnapshotCase(name + " empty", name + " is empty", with(index, Member.of(name, ""))));
        cases.add(new SnapshotCase(name + " twice", name + " is there twice", plus(member)));
        for (char type : new char[] {'1', '2', '5', 'g', 'L'}) {
            byte[] other = with(index, member.ofType(type));
            cases.add(new SnapshotCase(name + " of type " + type, "not a regular file (type " + type, other));
        }
        String elsewhere = "../" + name;
        byte[] renamed = with(index, member.named(elsewhere));
        cases.add(new SnapshotCase(elsewhere, "unexpected member '" + elsewhere + "'", renamed));
        if (index == META || index == SUMS) {
            byte[] large = with(index, Member.of(name, "x".repeat(8192)));
            cases.add(new SnapshotCase(name + " too large", name + " has 8192 bytes", large));
        }
        if (index == META || index == STATE) {
            byte[] other = with(index, Member.of(name, "other bytes"));
            cases.add(new SnapshotCase(name + " changed", name + " has SHA-256", other));
        }
    }

    private static void damagedSums(List<SnapshotCase> cases) {
        String meta = sums().lines().toList().get(0);
        String state = sums().lines().toList().get(1);
        cases.add(new SnapshotCase("no sum of the state", "does not name state.bin", withSums(meta)));
        cases.add(new SnapshotCase("no sum of meta", "does not name meta.json", withSums(state)));
        cases.add(new SnapshotCase("sum twice", "names meta.json twice", withSums(meta + "\n" + sums())));
        String unknown = sums() + "0".repeat(64) + "  x\n";
        cases.add(new SnapshotCase("sum of another", "names 'x', which it must not", withSums(unknown)));
        cases.add(new SnapshotCase("three words", "more than two words", withSums(meta + " x\n" + state)));
        String noSum = "does not start with a SHA-256";
        cases.add(new SnapshotCase("capitals", noSum, withSums(sums().toUpperCase(Locale.ROOT))));
        cases.add(new SnapshotCase("empty line", noSum, withSums(meta + "\n\n" + state)));
        cases.add(new SnapshotCase("short sum", "sum of 63 digits", withSums(sums().substring(1))));
    }

    private static Member member(int index) {
        return SnapshotFile.members().get(index);
    }

    private static String sums() {
        return member(SUMS).data();
    }

    private static SnapshotFile archive() {
        SnapshotFile file = new SnapshotFile();
        SnapshotFile.members().forEach(file::add);
        return file;
    }

    private static byte[] with(int index, Member member) {
        List<Member> members = SnapshotFile.members();
        members.set(index, member);
        return SnapshotFile.of(members);
    }

    private static byte[] plus(Member member) {
        List<Member> members = SnapshotFile.members();
        members.add(member);
        return SnapshotFile.of(members);
    }

    private static byte[] withPax(String records) {
        return with(STATE, member(STATE).withPax(records));
    }

    private static byte[] withSums(String text) {
        return with(SUMS, Member.of("SHA256SUMS", text));
    }

    private static byte[] changed(byte[] content, int at) {
        byte[] copy = content.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return what;
    }
}
