package io.vaultsnapshot.snapshot.archive;

/**
 * A member as its headers announce it.
 *
 * @param name path inside the archive
 * @param type the header's type flag
 * @param size bytes of content in the archive
 */
record TarMember(String name, char type, long size) {
    private static final char REGULAR = '0';
    /** How tar wrote regular files before POSIX; still legal. */
    private static final char REGULAR_OLD = '\0';

    boolean isFile() {
        return type == REGULAR || type == REGULAR_OLD;
    }

    /** Returns what the member is, for messages. */
    String kind() {
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

    /** Returns whether the type has no content whatever the size field says: links, devices, folders, pipes. */
    static boolean hasNoContent(char type) {
        return type >= '1' && type <= '6';
    }
}
