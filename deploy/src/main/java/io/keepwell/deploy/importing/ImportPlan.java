package io.keepwell.deploy.importing;

import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which files are imported by which mapping, in order: exchange rates first, so that no amount is held back
/// for want of one, then by the kind of the mapping's first event, as the contract lists kinds, then by name.
///
/// @param unmapped CSV files of the folder that no mapping is for
record ImportPlan(List<Part> parts, List<Path> unmapped) {
    private static final String MAPPING_ENDING = ".yaml";
    private static final String FILE_ENDING = ".csv";

    /// One file and how its lines become events.
    record Part(Path mappingFile, MappingFile mapping, Path file) {
        private int rank() {
            String kind = mapping.events().getFirst().kind();
            return kind.equals("exchange_rate")
                    ? 0
                    : Optional.ofNullable(Event.getDescriptor().findFieldByName(kind))
                            .map(field -> field.getNumber())
                            .orElse(Integer.MAX_VALUE);
        }
    }

    /// @param mappings a mapping file, or a folder of them: then one that names no files is for the file of its own
    /// name
    /// @param files a CSV file, or a folder of them: then one mapping that names no files is for all of them
    /// @throws Failure where there is nothing to import, or two mappings are for one file
    static ImportPlan of(Path mappings, Path files) {
        boolean manyMappings = Files.isDirectory(mappings);
        List<Path> csvFiles = Files.isDirectory(files)
                ? list(files, FILE_ENDING).stream()
                        .filter(file -> !RejectedFile.isOne(file))
                        .toList()
                : List.of(files);
        List<Part> parts = new ArrayList<>();
        List<Path> unmapped = new ArrayList<>(csvFiles);
        for (Path mappingFile : manyMappings ? list(mappings, MAPPING_ENDING) : List.of(mappings)) {
            MappingFile mapping = MappingFile.read(mappingFile);
            boolean takesAll = !manyMappings && (!Files.isDirectory(files) || mapping.files() == null);
            PathMatcher wanted = matcher(mappingFile, mapping);
            for (Path file : csvFiles) {
                if (takesAll || wanted.matches(file.getFileName())) {
                    if (!unmapped.remove(file)) {
                        throw new Failure("Two mappings are for " + file.getFileName() + ", one of them "
                                + mappingFile.getFileName() + ". Say 'files' in them.");
                    }
                    parts.add(new Part(mappingFile, mapping, file));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new Failure("There is nothing to import: no file of " + files + " is one for " + mappings + ".");
        }
        parts.sort(Comparator.comparingInt(Part::rank)
                .thenComparing(part -> part.file().toString()));
        return new ImportPlan(List.copyOf(parts), List.copyOf(unmapped));
    }

    private static PathMatcher matcher(Path mappingFile, MappingFile mapping) {
        String name = mappingFile.getFileName().toString();
        String glob = Optional.ofNullable(mapping.files()).orElse(name.replace(MAPPING_ENDING, "") + FILE_ENDING);
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException unreadable) {
            throw new Failure(mappingFile + ": files: '" + glob + "' is no pattern of file names.", unreadable);
        }
    }

    private static List<Path> list(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new Failure("The folder " + folder + " can't be read: " + unreadable, unreadable);
        }
    }
}
