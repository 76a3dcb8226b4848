/** Tests of what the page of the configuration says and of the changes it makes, without any control. */
@NullMarked
package org.penstock.app.window.model.configuration;

import org.jspecify.annotations.NullMarked;
