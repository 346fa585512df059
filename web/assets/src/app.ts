// What every page loads.
import "./dialog";
import "./nav";
import "./send";
import "./bulletin";
import "./fold";
