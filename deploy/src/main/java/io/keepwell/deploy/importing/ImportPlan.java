package io.keepwell.deploy.importing;

import io.keepwell.deploy.Failure;
import io.keepwell.importing.Mapping;
import io.keepwell.importing.MappingReader;
import io.keepwell.importing.ready.ReadyMapping;
import io.keepwell.ingestion.v1.Event;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which files are imported by which mapping, in order: exchange rates first, so that no amount is pending
/// for want of one, then by the kind of the mapping's first event, as the contract lists kinds, then by name.
/// Retractions come last.
///
/// @param unmapped files of the folder that no mapping is for, nor joins to others
record ImportPlan(List<FilePart> parts, List<Path> unmapped) {
    private static final String MAPPING_ENDING = ".yaml";
    private static final Pattern FILE_NAME = Pattern.compile(
            "(.+?)\\.(?:(?:csv|tsv|xlsx|jsonl|ndjson|json)(?:\\.gz|\\.zip)?|gz|zip)", Pattern.CASE_INSENSITIVE);

    /// One file and how its lines become events.
    record FilePart(Path mappingFile, Mapping mapping, Path file) {
        private int rank() {
            String kind = mapping.events().getFirst().kind();
            return switch (kind) {
                case "exchange_rate" -> 0;
                case "retraction" -> Integer.MAX_VALUE;
                default ->
                    Optional.ofNullable(Event.getDescriptor().findFieldByName(kind))
                            .map(field -> field.getNumber())
                            .orElse(Integer.MAX_VALUE - 1);
            };
        }
    }

    /// @param mappings a mapping file, the name of a ready mapping, or a folder of them: then one that names no files
    /// is for the file of its own name
    /// @param files a file, or a folder of them: then one mapping that names no files is for all of them
    /// @throws Failure where there is nothing to import, or two mappings are for one file
    static ImportPlan of(Path mappings, Path files) {
        boolean manyMappings = Files.isDirectory(mappings);
        List<Path> dataFiles = dataFiles(files);
        List<FilePart> parts = new ArrayList<>();
        List<Path> unmapped = new ArrayList<>(dataFiles);
        Set<String> joined = new HashSet<>();
        for (Path mappingFile : manyMappings ? mappingFiles(mappings) : List.of(mappings)) {
            Mapping mapping = mapping(mappingFile);
            boolean takesAll = !manyMappings && (!Files.isDirectory(files) || mapping.files() == null);
            Set<String> joins = mapping.joins().stream().map(Mapping.Join::file).collect(Collectors.toSet());
            joined.addAll(joins);
            Predicate<Path> wanted = wanted(mappingFile, mapping);
            for (Path file : dataFiles) {
                if (takesAll ? dataFiles.size() == 1 || !joins.contains(name(file)) : wanted.test(file)) {
                    if (!unmapped.remove(file)) {
                        throw new Failure("Two mappings are for " + file.getFileName() + ", one of them "
                                + mappingFile.getFileName() + ". Say 'files' in them.");
                    }
                    parts.add(new FilePart(mappingFile, mapping, file));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new Failure("There is nothing to import: no file of " + files + " is one for " + mappings + ".");
        }
        unmapped.removeIf(file -> joined.contains(name(file)));
        parts.sort(Comparator.comparingInt(FilePart::rank)
                .thenComparing(part -> part.file().toString()));
        return new ImportPlan(List.copyOf(parts), List.copyOf(unmapped));
    }

    /// The files of a folder that may be imported, or the one that is named.
    static List<Path> dataFiles(Path files) {
        return Files.isDirectory(files)
                ? list(files).stream()
                        .filter(file -> FILE_NAME.matcher(name(file)).matches() && !ProblemFile.isOne(file))
                        .toList()
                : List.of(files);
    }

    /// A file's name without what says its kind: mappings of this name are for it.
    static String plainName(Path file) {
        Matcher matcher = FILE_NAME.matcher(name(file));
        return matcher.matches() ? matcher.group(1) : name(file);
    }

    private static Mapping mapping(Path file) {
        Optional<ReadyMapping> ready = Files.exists(file) ? Optional.empty() : ReadyMapping.named(file.toString());
        return ready.map(ReadyMapping::mapping).orElseGet(() -> MappingReader.read(file));
    }

    private static Predicate<Path> wanted(Path mappingFile, Mapping mapping) {
        if (mapping.files() == null) {
            String own = name(mappingFile).replace(MAPPING_ENDING, "");
            return file -> {
                Matcher matcher = FILE_NAME.matcher(name(file));
                return matcher.matches() && matcher.group(1).equals(own);
            };
        }
        try {
            PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + mapping.files());
            return file -> glob.matches(file.getFileName());
        } catch (IllegalArgumentException unreadable) {
            throw new Failure(
                    mappingFile + ": files: '" + mapping.files() + "' is no pattern of file names.", unreadable);
        }
    }

    private static List<Path> mappingFiles(Path folder) {
        return list(folder).stream()
                .filter(file -> name(file).endsWith(MAPPING_ENDING))
                .toList();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new Failure("The folder " + folder + " can't be read: " + unreadable, unreadable);
        }
    }
}
