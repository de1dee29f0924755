package io.vaultsnapshot.snapshot.archive.tar;

import io.vaultsnapshot.snapshot.archive.finding.Printable;

/**
 * A member as its headers announce it.
 *
 * @param name path inside the archive
 * @param type the header's type flag
 * @param size bytes of content in the archive
 */
public record TarMember(String name, char type, long size) {
    private static final char REGULAR = '0';
    /** How tar marked regular files before POSIX. It is still legal. */
    private static final char REGULAR_OLD = '\0';

    /** Returns whether the member is a regular file. */
    public boolean isFile() {
        return type == REGULAR || type == REGULAR_OLD;
    }

    /** Returns what the member is, for messages. */
    public String kind() {
        return switch (type) {
            case REGULAR, REGULAR_OLD -> "a file";
            case '1' -> "a hard link";
            case '2' -> "a symbolic link";
            case '3', '4' -> "a device";
            case '5' -> "a folder";
            case '6' -> "a pipe";
            default -> "of type " + Printable.quoted(String.valueOf(type));
        };
    }

    /**
     * Returns whether members of the type have no content, whatever their size field says: links, devices and so on.
     */
    static boolean hasNoContent(char type) {
        return type >= '1' && type <= '6';
    }
}
