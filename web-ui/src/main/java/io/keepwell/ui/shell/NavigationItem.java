package io.keepwell.ui.shell;

import io.keepwell.ui.component.Link;

/// A door in the navigation. Every bean of this type gets one, in the order of `place`.
public interface NavigationItem {
    /// As people read it: `Accounts`.
    String title();

    /// Where it stands: the lower, the further up.
    int place();

    /// The path of its first screen; screens further in have paths that begin with it.
    String path();

    /// Its first screen, with what of the selection it understands.
    default Link enter(Selection selection) {
        return selection.write(Link.to(path()));
    }

    /// Whether a path is in this room.
    default boolean holds(String somePath) {
        return somePath.equals(path()) || (!path().isEmpty() && somePath.startsWith(path() + "/"));
    }
}
