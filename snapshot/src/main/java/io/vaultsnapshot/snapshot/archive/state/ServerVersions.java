package io.vaultsnapshot.snapshot.archive.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The server versions named by a state, in the order in which they were released: 1.9.4 before 1.21.0-rc1, 1.21.0. */
final class ServerVersions {
    /** No real server had so many versions. A hostile archive may name any number. */
    static final int LIMIT = 100;

    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}");
    private static final Comparator<String> BY_RELEASE = ServerVersions::compare;

    private final TreeSet<String> versions = new TreeSet<>(BY_RELEASE);

    /** Adds the version. A text that does not look like one is ignored. */
    void add(String version) {
        if (versions.size() < LIMIT && VERSION.matcher(version).matches()) {
            versions.add(version);
        }
    }

    List<String> sorted() {
        return new ArrayList<>(versions);
    }

    /** Semantic versioning's order, with the text itself last so that only equal texts are equal. */
    private static int compare(String a, String b) {
        int byRelease = compareParts(release(a), release(b));
        if (byRelease != 0) {
            return byRelease;
        }
        boolean aPre = a.contains("-");
        boolean bPre = b.contains("-");
        if (aPre != bPre) {
            return aPre ? -1 : 1;
        }
        int byParts = compareParts(a, b);
        return byParts != 0 ? byParts : a.compareTo(b);
    }

    private static String release(String version) {
        return version.split("[-+]", 2)[0];
    }

    private static int compareParts(String a, String b) {
        String[] aParts = a.split("[.+_-]|(?<=[A-Za-z])(?=[0-9])", -1);
        String[] bParts = b.split("[.+_-]|(?<=[A-Za-z])(?=[0-9])", -1);
        for (int i = 0; i < Math.min(aParts.length, bParts.length); i++) {
            int byPart = comparePart(aParts[i], bParts[i]);
            if (byPart != 0) {
                return byPart;
            }
        }
        return Integer.compare(aParts.length, bParts.length);
    }

    private static int comparePart(String a, String b) {
        boolean numbers = isNumber(a) && isNumber(b);
        if (!numbers) {
            return a.compareTo(b);
        }
        String aDigits = a.replaceFirst("^0+(?=.)", "");
        String bDigits = b.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(aDigits.length(), bDigits.length());
        return byLength != 0 ? byLength : aDigits.compareTo(bDigits);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
