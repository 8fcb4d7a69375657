package io.keepwell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every class that our code needs is on the launcher's class path, and every class that library code needs which we
/// call, however deep.
///
/// A call is followed into the method that it names, in its class or a class above it. Calls by an interface aren't
/// followed into the classes behind it, nor what a library finds by name.
final class MissingClassesIT {
    private static final Path CLASS_PATH = Path.of("target/class-path");
    private static final String OURS = "io/keepwell/";

    /// What reached code may lack, by the beginning of its class names, and why that is well.
    private static final Map<String, String> KNOWN = Map.of(
            "io/netty/internal/tcnative/", "OpenSSL for Netty; the JDK's TLS is used",
            "org/bouncycastle/", "lets Netty read encrypted private keys; Keepwell takes unencrypted ones only");

    /// Of the JDK's modules that a program without modules of its own sees.
    private static final Set<String> PLATFORM_PACKAGES = ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, Optional<ClassModel>> models = new HashMap<>();
    private final Set<Method> reached = new HashSet<>();
    private final Deque<Method> open = new ArrayDeque<>();
    private final SortedMap<String, String> missing = new TreeMap<>();

    private record Method(String owner, String name, String type) {}

    @Test
    void no_class_is_missing_that_our_code_or_library_code_under_it_needs() throws IOException {
        readClasses();
        classes.keySet().stream()
                .filter(name -> name.startsWith(OURS))
                .flatMap(name -> model(name).stream())
                .forEach(ours -> ours.methods().forEach(method -> reach(ours, method)));
        int ours = open.size();

        while (!open.isEmpty()) {
            follow(open.remove());
        }

        assertThat(ours).isGreaterThan(10_000);
        assertThat(reached.size()).as("with those of libraries").isGreaterThan(ours + ours / 4);
        assertThat(unknown()).isEmpty();
        assertThat(KNOWN.keySet())
                .as("known to be missing, and no longer is")
                .allSatisfy(beginning -> assertThat(missing.keySet()).anyMatch(name -> name.startsWith(beginning)));
    }

    private SortedMap<String, String> unknown() {
        SortedMap<String, String> unknown = new TreeMap<>(missing);
        unknown.keySet().removeIf(name -> KNOWN.keySet().stream().anyMatch(name::startsWith));
        return unknown;
    }

    private void readClasses() throws IOException {
        List<Path> entries = Stream.concat(
                        Stream.of(Path.of("target/classes")),
                        Arrays.stream(Files.readString(CLASS_PATH).strip().split(":"))
                                .map(Path::of))
                .toList();
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                readFolder(entry);
            } else {
                readArchive(entry);
            }
        }
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                keep(
                        folder.relativize(file).toString(),
                        Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file));
            }
        }
    }

    private void readArchive(Path file) throws IOException {
        try (JarFile archive = new JarFile(file.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
            for (var entry : (Iterable<JarEntry>) archive.versionedStream()::iterator) {
                if (entry.getName().endsWith(".class")) {
                    keep(entry.getName(), archive.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private void keep(String file, byte[] bytes) {
        if (file.endsWith(".class")) {
            classes.putIfAbsent(file.substring(0, file.length() - ".class".length()), bytes);
        }
    }

    private Optional<ClassModel> model(String name) {
        return models.computeIfAbsent(
                name, key -> Optional.ofNullable(classes.get(key)).map(ClassFile.of()::parse));
    }

    private void reach(ClassModel owner, MethodModel method) {
        Method found = new Method(
                owner.thisClass().asInternalName(),
                method.methodName().stringValue(),
                method.methodType().stringValue());
        if (reached.add(found)) {
            open.add(found);
            // A class can't be used without those that it extends and implements.
            owner.superclass().ifPresent(above -> need(above.asSymbol(), found));
            owner.interfaces().forEach(implemented -> need(implemented.asSymbol(), found));
        }
    }

    private void follow(Method method) {
        MethodModel model = model(method.owner()).orElseThrow().methods().stream()
                .filter(each -> is(each, method.name(), method.type()))
                .findFirst()
                .orElseThrow();
        model.code()
                .ifPresent(code -> code.forEach(element -> {
                    switch (element) {
                        case InvokeInstruction call -> {
                            need(call.owner().asSymbol(), method);
                            call(
                                    call.owner().asInternalName(),
                                    call.name().stringValue(),
                                    call.type().stringValue());
                        }
                        case FieldInstruction field -> need(field.owner().asSymbol(), method);
                        case NewObjectInstruction made -> need(made.className().asSymbol(), method);
                        case TypeCheckInstruction check -> need(check.type().asSymbol(), method);
                        default -> {}
                    }
                }));
    }

    /// Finds the method in the named class or one above it, and what its class does when it is first used.
    private void call(String owner, String name, String type) {
        for (Optional<ClassModel> model = model(owner); model.isPresent(); model = above(model.get())) {
            ClassModel found = model.get();
            found.methods().stream()
                    .filter(each -> is(each, name, type) || is(each, "<clinit>", "()V"))
                    .forEach(each -> reach(found, each));
        }
    }

    private Optional<ClassModel> above(ClassModel model) {
        return model.superclass().flatMap(above -> model(above.asInternalName()));
    }

    private static boolean is(MethodModel method, String name, String type) {
        return method.methodName().equalsString(name) && method.methodType().equalsString(type);
    }

    private void need(ClassDesc type, Method by) {
        ClassDesc plain = type;
        while (plain.isArray()) {
            plain = plain.componentType();
        }
        if (plain.isPrimitive()) {
            return;
        }
        String descriptor = plain.descriptorString();
        String name = descriptor.substring(1, descriptor.length() - 1);
        if (!classes.containsKey(name) && !PLATFORM_PACKAGES.contains(plain.packageName())) {
            missing.putIfAbsent(name, "needed by " + by.owner() + "." + by.name());
        }
    }
}
