package io.keepwell.importing;

/// Where in a mapping file something stands, such as `stripe.yaml: events[0].fields.price`, for messages.
record MappingPath(String text) {
    static MappingPath of(String mappingName) {
        return new MappingPath(mappingName + ":");
    }

    MappingPath part(String name) {
        return new MappingPath(text + (text.endsWith(":") ? " " : ".") + name);
    }

    MappingPath entry(String name, int index) {
        return part(name + "[" + index + "]");
    }

    ImportProblem problem(String message) {
        return new ImportProblem(text + (text.endsWith(":") ? " " : ": ") + message);
    }
}
