package io.vaultsnapshot.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The folders in which programs are looked for, first match first. */
final class SearchPath {
    private final List<Path> folders;

    private final Set<String> hidden;

    private SearchPath(List<Path> folders, Set<String> hidden) {
        this.folders = List.copyOf(folders);
        this.hidden = Set.copyOf(hidden);
    }

    /** Reads the value of {@code PATH}; empty entries, which mean the working folder, are left out. */
    static SearchPath of(String value) {
        List<Path> folders = new ArrayList<>();
        for (String entry : value.split(File.pathSeparator, -1)) {
            if (!entry.isBlank()) {
                folders.add(Path.of(entry));
            }
        }
        return new SearchPath(folders, Set.of());
    }

    /** Returns the program of that name, or empty when no folder has one or it is hidden. */
    Optional<Path> find(String program) {
        if (hidden.contains(program)) {
            return Optional.empty();
        }
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Returns the same path with another folder in front. */
    SearchPath withFirst(Path folder) {
        List<Path> extended = new ArrayList<>();
        extended.add(folder);
        extended.addAll(folders);
        return new SearchPath(extended, hidden);
    }

    /** Returns the same path, in which {@link #find} does not see programs of these names. */
    SearchPath hiding(Set<String> programs) {
        return new SearchPath(folders, programs);
    }

    /** Returns the value for {@code PATH}. */
    String value() {
        return String.join(
                File.pathSeparator, folders.stream().map(Path::toString).toList());
    }
}
