/// The staff's rooms: the web server, and a package for every kind of screen.
@NullMarked
package io.keepwell.ui;

import org.jspecify.annotations.NullMarked;
