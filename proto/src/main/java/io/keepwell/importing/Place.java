package io.keepwell.importing;

/// Where in a mapping file something stands, such as `stripe.yaml: events[0].fields.price`, for messages.
record Place(String text) {
    static Place of(String mappingName) {
        return new Place(mappingName + ":");
    }

    Place part(String name) {
        return new Place(text + (text.endsWith(":") ? " " : ".") + name);
    }

    Place entry(String name, int index) {
        return part(name + "[" + index + "]");
    }

    ImportProblem problem(String message) {
        return new ImportProblem(text + (text.endsWith(":") ? " " : ": ") + message);
    }
}
